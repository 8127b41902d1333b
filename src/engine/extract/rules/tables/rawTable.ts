import type { Box } from '../../../parsers/types';

/** A cell of one printed row; of a table without positions, the whole cell. */
export interface RawCell {
  text: string;
  box: Box | null;
}

/** A printed row of a table, or a row of a table as the parser has it. */
export interface RawRow {
  page: number;
  /** Where it stands on its page; null where the document has no positions. */
  place: { top: number; bottom: number } | null;
  /** One for each column. */
  cells: readonly RawCell[];
}

/** A table whose columns have headers, before it is known what is an item in it. */
export interface RawTable {
  headers: readonly string[];
  rows: readonly RawRow[];
  /** What stands right above it. */
  above: string;
}

export const emptyCell: RawCell = { text: '', box: null };
