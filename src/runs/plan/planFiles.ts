import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { maxFileBytes } from '../../protocol/fileLimits';
import { isInside } from './ignoreRules';
import { sortedByPath } from './order';
import type { Plan, PlanOptions, PlanProgress } from './plan';
import { labelOf, type Root, resolveRoots, uniqueName } from './roots';
import { Walker } from './walk';

/**
 * Finds out what a run over the chosen files and folders (absolute paths) would send, and what it leaves out and why.
 * Files that were chosen themselves are taken even where they are hidden or ignored. What cannot be read is left out
 * and fails nothing. Rejects only with the signal's reason.
 */
export async function planFiles(
  chosen: readonly string[],
  options: PlanOptions,
  signal: AbortSignal,
  onProgress?: (progress: PlanProgress) => void,
): Promise<Plan> {
  const roots = await resolveRoots(chosen);
  const all = [...roots.outer, ...roots.inner];
  const boundary = options.boundary && (await realpath(options.boundary).catch(() => undefined));
  const walker = new Walker(
    { ...options, boundary },
    { supportedExtensions: options.supportedExtensions, maxBytes: options.maxBytes ?? maxFileBytes },
    new Set(all.filter(root => !root.isFolder).map(root => root.real)),
    [...all.filter(root => root.isFolder).map(root => root.real), ...(boundary ? [boundary] : [])],
    signal,
    onProgress,
  );

  for (const root of roots.outer.filter(isFolder)) await walker.takeFolder(root.real, prefixOf(root));
  for (const root of roots.inner.filter(isFolder)) {
    await walker.takeFolder(root.real, `${pathInOuter(root, roots.outer)}/`);
  }
  for (const root of all.filter(item => !item.isFolder)) {
    await walker.takeFile(root.real, options.paths?.get(root.real) ?? pathInOuter(root, roots.outer));
  }
  await walker.takeLinks();

  const taken = new Set<string>();
  const bySource = walker.files.sort((a, b) => (a.source < b.source ? -1 : 1));
  const files = sortedByPath(bySource).map(file => ({ ...file, path: uniqueName(file.path, taken) }));
  return {
    label: labelOf(chosen, roots),
    roots: [...chosen],
    files,
    leftOut: sortedByPath([
      ...walker.leftOut,
      ...roots.unreadable.map(path => ({ path, reason: 'unreadable' as const, bytes: 0 })),
    ]),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  };
}

const isFolder = (root: Root) => root.isFolder;
const prefixOf = (root: Root) => (root.name ? `${root.name.normalize('NFC')}/` : '');

/** Path in the run of a root: its own name, or for an inner one its path below the chosen folder that it lies in. */
function pathInOuter(root: Root, outer: readonly Root[]): string {
  const above = outer.find(other => other !== root && isInside(root.real, other.real));
  if (!above) return root.name.normalize('NFC');
  const below = relative(above.real, root.real).split(sep).join('/');
  return prefixOf(above) + below.normalize('NFC');
}
