import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import * as z from 'zod/mini';
import { type Configuration, configurationParameters } from '../protocol/configurations';
import type { Place } from '../runs/catalog';
import { readConfigurationFile } from '../runs/configurations/configurationFile';
import type { DraftOrigin } from '../runs/configurations/draft';
import { configurationFileName, configurationText, jobTypeOfFile } from '../runs/configurations/fileNames';
import { sameParameters } from '../runs/configurations/parameters';

/** Lies beside a draft and says what it is a draft of. */
const originFile = 'origin.json';
const origin = z.object({
  connectionId: z.string(),
  projectId: z.string(),
  id: z.string(),
  version: z.string(),
  name: z.string(),
  parameters: configurationParameters,
});

/**
 * Configurations of servers as files that a person can change: each in a folder of its own, beside the origin from
 * which it was made. They stay until the server's configuration is opened again, so that unsaved work is never lost.
 */
export class ConfigurationDrafts {
  /** `folder` is absolute, in the extension's own storage; it is made when the first draft is. */
  constructor(private readonly folder: string) {}

  /** Whether a file is a draft of ours. */
  holds(path: string): boolean {
    const inside = relative(this.folder, path);
    return /^[\w-]+[\\/][^\\/]+$/.test(inside) && jobTypeOfFile(basename(path)) !== undefined;
  }

  /**
   * Gives the path of the draft of a configuration, made anew from what the server has. A draft with changes that were
   * not saved to the server stays as it is.
   */
  async open(place: Place, configuration: Configuration): Promise<string> {
    const { id } = configuration;
    const folder = join(this.folder, `${place.connectionId}-${id}`.replace(/[^\w-]/g, '_'));
    const path = join(folder, configurationFileName(configuration));
    if (await this.isChanged(path)) return path;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await this.keepOrigin(path, { ...place, ...configuration });
    await writeFile(path, configurationText(configuration), { mode: 0o600 });
    return path;
  }

  /** What a draft was made from. Rejects with a sentence where that is not known. */
  async originOf(path: string): Promise<DraftOrigin> {
    const text = await readFile(join(dirname(path), originFile), 'utf8').catch(() => '{}');
    const read = origin.safeParse(parsed(text));
    if (!read.success)
      throw new Error(
        'It is not known which configuration this is a draft of. Open the configuration again.',
      );
    return read.data;
  }

  async keepOrigin(path: string, { connectionId, projectId, id, version, name, parameters }: DraftOrigin) {
    const kept: DraftOrigin = { connectionId, projectId, id, version, name, parameters };
    await writeFile(join(dirname(path), originFile), JSON.stringify(kept), { mode: 0o600 });
  }

  /** Also where the draft cannot be read as a configuration: it is somebody's work. */
  private async isChanged(path: string): Promise<boolean> {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    const jobType = jobTypeOfFile(basename(path));
    if (text === undefined || !jobType) return false;
    try {
      const from = await this.originOf(path);
      const edited = readConfigurationFile(text, jobType, basename(path), from.parameters);
      return edited.name !== from.name || !sameParameters(edited.parameters, from.parameters);
    } catch {
      return true;
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
