import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { drain } from '../../base/concurrency';
import type { PlannedFile } from '../run';
import { type IgnoreRules, inheritedRules, isIgnored, isInside, rulesOf, withGitignore } from './ignoreRules';
import { type InspectRules, inspectFile } from './inspect';
import { byPath } from './order';
import type { LeftOut, LeftOutReason, PlanOptions, PlanProgress } from './plan';

/** Folders of no interest to anybody who parses documents; out even where nothing ignores them. */
const neverEntered = new Set(['.git', 'node_modules']);
/** File operations under way at a time; above the four threads of libuv's pool more waits only for memory. */
const concurrency = 8;
/** Files of one folder that are one piece of work, so that a folder of 20,000 is shared out. */
const chunk = 64;

interface Folder {
  real: string;
  /** Path in the run, '' or ending in '/'. */
  prefix: string;
  gitignore: IgnoreRules | undefined;
  excluded: IgnoreRules;
}

interface Entry {
  real: string;
  path: string;
}

type Work = { folder: Folder } | { files: Entry[] };

/** Collects the files of folders. Folders and files that were once reached are not taken again under another name. */
export class Walker {
  readonly files: PlannedFile[] = [];
  readonly leftOut: LeftOut[] = [];
  private readonly entered = new Set<string>();
  private readonly taken = new Set<string>();
  private links: Entry[] = [];

  /**
   * @param pointedAt real paths of files that were chosen themselves; {@link takeFile} takes them, no rule hides them
   * @param linkTargets real paths of folders that symbolic links may lead into
   */
  constructor(
    private readonly options: PlanOptions,
    private readonly rules: InspectRules,
    private readonly pointedAt: ReadonlySet<string>,
    private readonly linkTargets: readonly string[],
    private readonly signal: AbortSignal,
    private readonly onProgress?: (progress: PlanProgress) => void,
  ) {}

  /** Takes the files of a folder and of the folders in it, but for what links lead to. */
  async takeFolder(real: string, prefix: string): Promise<void> {
    if (this.entered.has(real)) return;
    const { boundary, exclude, respectGitignore } = this.options;
    const inBoundary = boundary !== undefined && isInside(real, boundary);
    const gitignore = respectGitignore && inBoundary ? await inheritedRules(real, boundary) : undefined;
    const excluded = rulesOf(inBoundary ? boundary : real, exclude);
    await drain<Work>(
      [{ folder: { real, prefix, gitignore, excluded } }],
      concurrency,
      async (work, push) => {
        if ('folder' in work) await this.enter(work.folder, push);
        else for (const file of work.files) await this.takeFile(file.real, file.path);
        this.onProgress?.({ files: this.files.length, leftOut: this.leftOut.length });
      },
      this.signal,
    );
  }

  /** Takes one file, whatever it is called and wherever it lies. */
  async takeFile(real: string, path: string): Promise<void> {
    this.signal.throwIfAborted();
    if (this.taken.has(real)) return this.leave(path, 'duplicate');
    this.taken.add(real);
    const found = await inspectFile(real, this.rules);
    if ('reason' in found) this.leave(path, found.reason, found.bytes);
    else this.files.push({ path, source: real, ...found });
  }

  /** Follows the links met so far, after everything has been taken under its own name. */
  async takeLinks(): Promise<void> {
    while (this.links.length > 0) {
      const links = this.links.sort((a, b) => byPath(a.path, b.path));
      this.links = [];
      for (const link of links) await this.follow(link);
    }
  }

  private async enter(folder: Folder, push: (work: Work) => void): Promise<void> {
    if (this.entered.has(folder.real)) return this.leave(folder.prefix, 'duplicate');
    this.entered.add(folder.real);
    let entries: Dirent[];
    try {
      entries = await readdir(folder.real, { withFileTypes: true });
    } catch {
      return this.leave(folder.prefix || './', 'unreadable');
    }
    const gitignore = this.options.respectGitignore
      ? await withGitignore(folder.real, folder.gitignore)
      : undefined;
    let files: Entry[] = [];
    for (const entry of entries) {
      const real = join(folder.real, entry.name);
      const path = folder.prefix + entry.name.normalize('NFC');
      if (this.pointedAt.has(real)) continue;
      const isFolder = entry.isDirectory();
      const reason = this.hides(entry, real, gitignore, folder.excluded);
      if (reason) this.leave(isFolder ? `${path}/` : path, reason);
      else if (isFolder) push({ folder: { real, prefix: `${path}/`, gitignore, excluded: folder.excluded } });
      else if (entry.isSymbolicLink()) this.links.push({ real, path });
      else if (entry.isFile()) files.push({ real, path });
      else this.leave(path, 'unsupported');
      if (files.length < chunk) continue;
      push({ files });
      files = [];
    }
    if (files.length > 0) push({ files });
  }

  private hides(
    entry: Dirent,
    real: string,
    gitignore: IgnoreRules | undefined,
    excluded: IgnoreRules,
  ): LeftOutReason | undefined {
    const isFolder = entry.isDirectory();
    if (isFolder && neverEntered.has(entry.name)) return 'excluded';
    if (entry.name.startsWith('.') && !this.options.includeHidden) return 'hidden';
    if (isIgnored(gitignore, real, isFolder)) return 'ignored';
    if (isIgnored(excluded, real, isFolder)) return 'excluded';
    return undefined;
  }

  /** A link is followed to where a person who chose these folders expects to send files from, and never in a circle. */
  private async follow(link: Entry): Promise<void> {
    this.signal.throwIfAborted();
    let target: string;
    let isFolder: boolean;
    try {
      target = await realpath(link.real);
      const found = await stat(target);
      isFolder = found.isDirectory();
      if (!isFolder && !found.isFile()) return this.leave(link.path, 'unsupported');
    } catch {
      return this.leave(link.path, 'unreadable');
    }
    const path = isFolder ? `${link.path}/` : link.path;
    if (isFolder && isInside(link.real, target)) return this.leave(path, 'link_loop');
    if (!this.linkTargets.some(folder => isInside(target, folder))) return this.leave(path, 'link_outside');
    if (!isFolder) return this.takeFile(target, path);
    if (this.entered.has(target)) return this.leave(path, 'duplicate');
    await this.takeFolder(target, path);
  }

  private leave(path: string, reason: LeftOutReason, bytes = 0): void {
    this.leftOut.push({ path, reason, bytes });
  }
}
