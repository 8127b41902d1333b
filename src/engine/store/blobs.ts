import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Emitter } from '../../base/event';

/** Follows the name of a worker's temporary result in that of the folder in which it leaves images. */
export const imagesSuffix = '.images';

/** Bytes on disk under the sha-256 of their content: written once, never changed. */
export class Blobs {
  /** Blobs that rows are about to refer to, and how many times. */
  private readonly held = new Map<string, number>();
  private readonly written = new Emitter<number>();
  private readonly removed = new Emitter<number>();
  /** Tell the bytes of each blob that came or went. */
  readonly onWritten = this.written.event;
  readonly onRemoved = this.removed.event;

  constructor(
    private readonly folder: string,
    private readonly temporaryFolder: string,
  ) {}

  path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** A name for a file that is being written; whoever asks for it discards or adopts it. */
  temporary(): string {
    return join(this.temporaryFolder, randomUUID());
  }

  discard(temporary: string): void {
    rmSync(temporary, { force: true });
  }

  /** Discards what a worker leaves: a temporary file, and a folder of images beside it. */
  discardResult(temporary: string): void {
    this.discard(temporary);
    rmSync(temporary + imagesSuffix, { recursive: true, force: true });
  }

  /**
   * Makes a sealed temporary file a blob. Synchronous: call it in the same turn as the commit of the row that refers to
   * it, else the sweep may take the blob for garbage.
   */
  adopt(temporary: string, sha256: string): void {
    const folders = this.place(temporary, sha256);
    if (hasFolderSync) for (const folder of folders) syncFolder(folder);
  }

  /**
   * Makes temporary files blobs without blocking, and calls `commit` once they are on the disk. No sweep takes them
   * before. Rejects where the disk refuses, or with what `commit` throws.
   */
  async adoptAll(files: readonly { temporary: string; sha256: string }[], commit: () => void): Promise<void> {
    for (const { sha256 } of files) this.held.set(sha256, (this.held.get(sha256) ?? 0) + 1);
    try {
      const isNew = (file: { sha256: string }) => !existsSync(this.path(file.sha256));
      await Promise.all(files.filter(isNew).map(({ temporary }) => flush(temporary)));
      const folders = new Set(files.flatMap(({ temporary, sha256 }) => this.place(temporary, sha256)));
      if (hasFolderSync) await Promise.all([...folders].map(folder => flush(folder, 'r')));
    } finally {
      for (const { sha256 } of files) this.letGo(sha256);
    }
    commit();
  }

  private letGo(sha256: string): void {
    const others = (this.held.get(sha256) ?? 0) - 1;
    if (others > 0) this.held.set(sha256, others);
    else this.held.delete(sha256);
  }

  /** Moves a file to where its blob belongs, unless that is there already. Tells the folders to flush. */
  private place(temporary: string, sha256: string): string[] {
    const path = this.path(sha256);
    const folder = dirname(path);
    if (existsSync(path)) {
      this.discard(temporary);
      return [folder];
    }
    const isNew = !existsSync(folder);
    if (isNew) mkdirSync(folder, { recursive: true, mode: 0o700 });
    renameSync(temporary, path);
    this.written.fire(statSync(path).size);
    return isNew ? [folder, this.folder] : [folder];
  }

  read(sha256: string): Promise<string> {
    return readFile(this.path(sha256), 'utf8');
  }

  /** Removes a blob, unless a row is about to refer to it. */
  remove(sha256: string): void {
    if (this.held.has(sha256)) return;
    const path = this.path(sha256);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    rmSync(path, { force: true });
    if (size !== undefined) this.removed.fire(size);
  }

  /** Bytes of a blob; 0 for none, and for one that is gone. */
  sizeOf(sha256: string | null): number {
    return sha256 === null ? 0 : (statSync(this.path(sha256), { throwIfNoEntry: false })?.size ?? 0);
  }

  /** Bytes of all blobs, a folder at a time so that requests are served in between. */
  async measure(signal: AbortSignal): Promise<number> {
    let bytes = 0;
    for (const shard of await readdir(this.folder)) {
      if (signal.aborted) break;
      const names = await readdir(join(this.folder, shard));
      const sizes = names.map(name => sizeOf(join(this.folder, shard, name)));
      for (const size of await Promise.all(sizes)) bytes += size;
    }
    return bytes;
  }

  /** Removes every file that is being written by nobody: call it before anything is written. */
  sweepTemporary(): void {
    for (const name of readdirSync(this.temporaryFolder))
      rmSync(join(this.temporaryFolder, name), { recursive: true });
  }

  /** Removes blobs that no row refers to, a folder at a time so that requests are served in between. Counts them. */
  async sweep(isReferenced: (sha256: string) => boolean, signal: AbortSignal): Promise<number> {
    let removed = 0;
    for (const shard of await readdir(this.folder)) {
      const names = await readdir(join(this.folder, shard));
      if (signal.aborted) break;
      for (const sha256 of names) {
        if (isReferenced(sha256)) continue;
        this.remove(sha256);
        removed++;
      }
    }
    return removed;
  }
}

/** Waits until the file's bytes are on the disk. Windows does this only for a file that is open for writing. */
export async function flush(path: string, flags: 'r+' | 'r' = 'r+'): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Bytes of a file; 0 where it is gone meanwhile. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** A rename is on the disk when its folder is. Windows has no such call and needs none. */
const hasFolderSync = process.platform !== 'win32';

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
