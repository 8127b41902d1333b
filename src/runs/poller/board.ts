import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Small texts by name that all windows of this machine see. Every call rejects where the disk does. */
export interface Board {
  /** Undefined where there is no such text. */
  read(name: string): Promise<string | undefined>;
  /** False where there is such a text already. */
  create(name: string, text: string): Promise<boolean>;
  /** Replaces the text as a whole, or makes it. */
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** The same at once, for a window that closes: its process may not live to do what waits. Throws where the disk does. */
  removeNow(name: string): void;
}

/** A name for what belongs to these ids; they may hold anything, and are not told. */
export function boardName(kind: string, ...ids: readonly string[]): string {
  return `${createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 32)}.${kind}`;
}

/** The board as files of a folder that it makes when it is first written to (mode 0700). */
export class FolderBoard implements Board {
  private made: Promise<unknown> | undefined;

  constructor(private readonly folder: string) {}

  async read(name: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async create(name: string, text: string): Promise<boolean> {
    await this.make();
    try {
      await writeFile(join(this.folder, name), text, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  async write(name: string, text: string): Promise<void> {
    await this.make();
    const path = join(this.folder, name);
    const aside = `${path}.${randomUUID()}`;
    try {
      await writeFile(aside, text, { mode: 0o600 });
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }

  removeNow(name: string): void {
    rmSync(join(this.folder, name), { force: true });
  }

  private make(): Promise<unknown> {
    this.made ??= mkdir(this.folder, { recursive: true, mode: 0o700 });
    return this.made;
  }
}
