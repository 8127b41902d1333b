import { access, open } from 'node:fs/promises';
import { formatLine, type LedgerLine, parseLine } from './ledgerLine';

/** What a file holds beyond a place in it. */
export interface Addition {
  lines: LedgerLine[];
  /** Complete lines that say nothing we know. */
  badLines: number;
  /** Last change of the file, in milliseconds. */
  modified: number;
}

interface Waiting {
  text: string;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * One append-only file of a run. Several windows may append to it: each append is one write in append mode. What a
 * crash tore off is closed by a line break before our first line, and skipped as a bad line from then on; it is not
 * cut, since it may be what another window is just writing.
 */
export class LedgerFile {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private clean = false;
  /** Bytes up to which all lines have been read or are our own. */
  private end = 0;

  constructor(
    readonly path: string,
    private readonly by: string,
  ) {}

  /** Resolves when the events are on disk. Appends that come while one is being written share the next sync. */
  append(events: readonly LedgerLine['event'][]): Promise<void> {
    const text = events.map(event => formatLine({ by: this.by, event })).join('');
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, resolve, reject });
      this.writing ??= this.writeAll().finally(() => {
        this.writing = undefined;
      });
    });
  }

  /** The lines that others wrote since the last call. Rejects where the file is gone or cannot be read. */
  async readNew(): Promise<Addition> {
    const handle = await open(this.path, 'r');
    try {
      const { size, mtimeMs } = await handle.stat();
      const start = this.end;
      const buffer = Buffer.alloc(Math.max(size - start, 0));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
      const complete = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
      const parsed = buffer
        .toString('utf8', 0, complete)
        .split('\n')
        .filter(text => text !== '')
        .map(parseLine);
      const lines = parsed.filter(line => line !== undefined);
      this.end = start + complete;
      return {
        lines: lines.filter(line => line.by !== this.by),
        badLines: parsed.length - lines.length,
        modified: mtimeMs,
      };
    } finally {
      await handle.close();
    }
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** False only where it is certain that there is no such file. */
  exists(): Promise<boolean> {
    return access(this.path).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
    );
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        await this.write(group.map(item => item.text).join(''));
        for (const item of group) item.resolve();
      } catch (error) {
        this.clean = false;
        for (const item of group) item.reject(error);
      }
    }
  }

  private async write(text: string): Promise<void> {
    const handle = await open(this.path, 'a', 0o600);
    try {
      const bytes = Buffer.from(this.clean || this.end === 0 ? text : `\n${text}`);
      await handle.appendFile(bytes);
      await handle.datasync();
      this.clean = true;
      // Only where nobody wrote in between is all of the file known; else the next reading sorts it out.
      if ((await handle.stat()).size === this.end + bytes.length) this.end += bytes.length;
    } finally {
      await handle.close();
    }
  }
}
