import { Uri } from 'vscode';
import * as z from 'zod/mini';
import { documentScheme } from '../ids';
import type { Configuration } from '../protocol/configurations';
import type { Place } from '../runs/catalog';
import { configurationFileName } from '../runs/configurations/fileNames';

/** Which configuration of a server a virtual document shows. */
export interface ConfigurationAddress extends Place {
  configurationId: string;
  /** The server's version that was meant: another one has another address. */
  version: string;
}

const facts = z.object({ project: z.string(), configuration: z.string(), version: z.string() });

/** `llama-batches://<connection>/<name>.llamaparse.json?project=…&configuration=…&version=…`, read-only. */
export function configurationUri({ connectionId, projectId }: Place, configuration: Configuration): Uri {
  const { id, version } = configuration;
  return Uri.from({
    scheme: documentScheme,
    authority: connectionId,
    path: `/${configurationFileName(configuration)}`,
    query: new URLSearchParams({ project: projectId, configuration: id, version }).toString(),
  });
}

/** The address in a URI of ours; undefined for any other URI. */
export function parseConfigurationUri(uri: Uri): ConfigurationAddress | undefined {
  if (uri.scheme !== documentScheme || !uri.authority) return undefined;
  const parsed = facts.safeParse(Object.fromEntries(new URLSearchParams(uri.query)));
  if (!parsed.success) return undefined;
  const { project, configuration, version } = parsed.data;
  return { connectionId: uri.authority, projectId: project, configurationId: configuration, version };
}
