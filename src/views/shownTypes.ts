import type { FileRow } from '../runs/rows';

/** A type of documents that a person wants to see alone; null: those of no type. */
export interface ShownType {
  type: string | null;
}

/** The types that rows are narrowed down to, by row key; rows that show all their files are not in it. */
export type ShownTypes = ReadonlyMap<string, ShownType>;

/** The files of a row that are to be shown. */
export function shownFiles(files: readonly FileRow[], shown: ShownType | undefined): readonly FileRow[] {
  if (!shown) return files;
  return files.filter(({ classified }) => classified && classified.type === shown.type);
}
