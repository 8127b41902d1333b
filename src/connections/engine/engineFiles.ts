import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';

const retryMs = 25;
/** Half a second, long enough for any window that lives. */
const attemptsBeforeRemoval = 20;

const announcement = z.looseObject({ url: z.url(), pid: z.number(), version: z.string() });

/** Where a running engine listens, as it announces it on stdout and in `engine.json`. */
export type EngineAnnouncement = z.output<typeof announcement>;

/** Reads an announcement; undefined for anything else. */
export function parseAnnouncement(text: string): EngineAnnouncement | undefined {
  try {
    const parsed = announcement.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The private folder that the engine and the windows that use it share. */
export class EngineFolder {
  readonly tokenFile: string;
  constructor(readonly path: string) {
    this.tokenFile = join(path, 'token');
  }

  /** The bearer token; made on first use, readable by this user alone. */
  async token(): Promise<string> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    for (let attempt = 1; ; attempt++) {
      const token = (await this.heldToken()) || (await this.makeToken());
      if (token) return token;
      // Another window has made the file and is about to write into it, unless it died just then.
      await setTimeout(retryMs);
      if (attempt % attemptsBeforeRemoval === 0) await rm(this.tokenFile, { force: true });
    }
  }

  /** What a running engine wrote about itself; undefined when there is none, or it left without tidying. */
  async announced(): Promise<EngineAnnouncement | undefined> {
    try {
      return parseAnnouncement(await readFile(join(this.path, 'engine.json'), 'utf8'));
    } catch {
      return undefined;
    }
  }

  private async heldToken(): Promise<string | undefined> {
    try {
      return (await readFile(this.tokenFile, 'utf8')).trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return undefined;
    }
  }

  /** Undefined when another window is making it. */
  private async makeToken(): Promise<string | undefined> {
    let file: FileHandle;
    try {
      file = await open(this.tokenFile, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return undefined;
    }
    try {
      const token = randomBytes(32).toString('base64url');
      await file.writeFile(token);
      await file.sync();
      return token;
    } finally {
      await file.close();
    }
  }
}
