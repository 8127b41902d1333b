import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

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
    try {
      const file = await open(this.tokenFile, 'wx', 0o600);
      try {
        const token = randomBytes(32).toString('base64url');
        await file.writeFile(token);
        await file.sync();
        return token;
      } finally {
        await file.close();
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return (await readFile(this.tokenFile, 'utf8')).trim();
  }

  /** What a running engine wrote about itself; undefined when there is none, or it left without tidying. */
  async announced(): Promise<EngineAnnouncement | undefined> {
    try {
      return parseAnnouncement(await readFile(join(this.path, 'engine.json'), 'utf8'));
    } catch {
      return undefined;
    }
  }
}
