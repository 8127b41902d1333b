import { readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** git compares names as the file system does: by case on Linux, without elsewhere (core.ignorecase). */
const ignorecase = process.platform !== 'linux';

/** The .gitignore files that apply in one folder: its own and, through `parent`, those above it. Paths are absolute. */
export interface IgnoreRules {
  folder: string;
  own: Ignore;
  parent: IgnoreRules | undefined;
}

/** Rules for exclude globs or one .gitignore text, with paths relative to their folder. */
export function rulesOf(
  folder: string,
  patterns: string | readonly string[],
  parent?: IgnoreRules,
): IgnoreRules {
  return { folder, own: ignore({ ignorecase }).add(patterns), parent };
}

/** `parent` and, where `folder` has a .gitignore, its rules on top. An unreadable .gitignore counts as none. */
export async function withGitignore(
  folder: string,
  parent: IgnoreRules | undefined,
): Promise<IgnoreRules | undefined> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text ? rulesOf(folder, text, parent) : parent;
}

/**
 * The rules that the folders above `folder`, from `boundary` down, lay on it. None where they ignore the folder as a
 * whole: a person who chose an ignored folder wants what is in it.
 */
export async function inheritedRules(folder: string, boundary: string): Promise<IgnoreRules | undefined> {
  if (folder === boundary || !isInside(folder, boundary)) return undefined;
  const above: string[] = [];
  for (let at = folder; at !== boundary; ) {
    at = dirname(at);
    above.unshift(at);
  }
  let rules: IgnoreRules | undefined;
  for (const ancestor of above) rules = await withGitignore(ancestor, rules);
  return isIgnored(rules, folder, true) ? undefined : rules;
}

/**
 * As git decides: the deepest file with a rule for the path has the word. The folder of `path` was entered, so rules
 * that ignore that folder were overruled and have no say on what is in it.
 */
export function isIgnored(rules: IgnoreRules | undefined, path: string, isFolder: boolean): boolean {
  for (let at = rules; at; at = at.parent) {
    const inside = relative(at.folder, path).split(sep).join('/');
    const { ignored, unignored } = at.own.test(isFolder ? `${inside}/` : inside);
    if (unignored) return false;
    if (ignored && !(inside.includes('/') && at.own.ignores(`${posix.dirname(inside)}/`))) return true;
  }
  return false;
}

/** Whether `path` is `folder` or lies in it. Both absolute and without links. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
