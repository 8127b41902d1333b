import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Bytes on disk under the sha-256 of their content: written once, never changed. */
export class Blobs {
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

  /** Brings a written temporary file to the disk and tells its sha-256. */
  async seal(temporary: string): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(temporary), hash);
    await flush(temporary);
    return hash.digest('hex');
  }

  /**
   * Makes a sealed temporary file a blob. Synchronous: call it in the same turn as the commit of the row that refers to
   * it, else the sweep may take the blob for garbage.
   */
  adopt(temporary: string, sha256: string): void {
    const path = this.path(sha256);
    if (existsSync(path)) {
      this.discard(temporary);
      return;
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    renameSync(temporary, path);
    syncFolder(dirname(path));
  }

  read(sha256: string): Promise<string> {
    return readFile(this.path(sha256), 'utf8');
  }

  remove(sha256: string): void {
    rmSync(this.path(sha256), { force: true });
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

/** Waits until the file's bytes are on the disk. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is on the disk when its folder is. Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
