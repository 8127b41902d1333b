import { realpath, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { count } from '../../base/amounts';
import { isInside } from './ignoreRules';
import { byPath } from './order';

/** One chosen file or folder. */
export interface Root {
  /** As chosen. */
  chosen: string;
  /** Absolute, without links. */
  real: string;
  isFolder: boolean;
  /** Name of it in the run's paths; '' for the only folder, whose files have no prefix. */
  name: string;
}

/** What was chosen, sorted out. */
export interface Roots {
  /** Not inside one another. */
  outer: Root[];
  /** Inside one of `outer`; chosen beside it, so they count as pointed at. */
  inner: Root[];
  unreadable: string[];
}

/** Finds out what was chosen: folders or files, the same thing twice, one inside the other. */
export async function resolveRoots(chosen: readonly string[]): Promise<Roots> {
  const found = new Map<string, Root>();
  const unreadable: string[] = [];
  for (const path of [...new Set(chosen)].sort(byPath)) {
    try {
      const real = await realpath(path);
      const isFolder = (await stat(real)).isDirectory();
      if (!found.has(real)) found.set(real, { chosen: path, real, isFolder, name: basename(path) || path });
    } catch {
      unreadable.push(path);
    }
  }
  const all = [...found.values()];
  const isInner = (root: Root) =>
    all.some(other => other !== root && other.isFolder && isInside(root.real, other.real));
  const outer = all.filter(root => !isInner(root));
  const taken = new Set<string>();
  const [only] = outer;
  if (only?.isFolder && outer.length === 1) only.name = '';
  else for (const root of outer) root.name = uniqueName(root.name, taken);
  return { outer, inner: all.filter(isInner), unreadable };
}

/** What people call the run. */
export function labelOf(chosen: readonly string[], { outer }: Roots): string {
  const [first] = outer;
  if (outer.length <= 1) return basename(first?.chosen ?? chosen[0] ?? '') || 'documents';
  const folders = outer.filter(root => root.isFolder).length;
  if (folders === outer.length) return count(folders, 'folder');
  return count(outer.length, folders === 0 ? 'file' : 'item');
}

/** `name`, or where it is taken `name (2)` and so on, before the extension; takes it. */
export function uniqueName(name: string, taken: Set<string>): string {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  let unique = name;
  for (let n = 2; taken.has(unique); n++) unique = `${stem} (${n})${extension}`;
  taken.add(unique);
  return unique;
}
