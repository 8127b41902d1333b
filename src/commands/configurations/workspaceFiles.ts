import { posix } from 'node:path';
import { type Uri, workspace } from 'vscode';
import { messageOf } from '../../base/log';
import { type FileConfiguration, readConfigurationFile } from '../../runs/configurations/configurationFile';
import { fileEndings } from '../../runs/configurations/fileNames';
import type { Parameters } from '../../runs/configurations/parameters';
import { readSchemaFile, schemaEnding } from '../../runs/configurations/schemaFile';
import type { RunJobType } from '../../runs/run';

/** Files that one question offers at the most. */
const maxFiles = 50;
/** Far above any configuration; what is larger is something else. */
const maxBytes = 2 ** 20;

/** A configuration file of the workspace; `error` says why it cannot be used. */
export type WorkspaceFile = { uri: Uri; path: string } & (
  | { configuration: FileConfiguration; error: null }
  | { configuration: null; error: string }
);

/**
 * The workspace's configuration files for one kind of job, in the order of their paths; for an extraction also plain JSON
 * Schemas of what to extract.
 */
export async function workspaceFiles(jobType: RunJobType): Promise<WorkspaceFile[]> {
  const endings = [fileEndings[jobType], ...(jobType === 'extract_v2' ? [schemaEnding] : [])];
  const found = await Promise.all(
    endings.map(ending => workspace.findFiles(`**/*${ending}`, '**/{node_modules,.git}/**', maxFiles)),
  );
  const files = await Promise.all(found.flat().map(uri => readFile(uri, jobType)));
  return files.sort((a, b) => a.path.localeCompare(b.path));
}

async function readFile(uri: Uri, jobType: RunJobType): Promise<WorkspaceFile> {
  const path = workspace.asRelativePath(uri);
  try {
    return { uri, path, configuration: await readConfiguration(uri, jobType), error: null };
  } catch (error) {
    return { uri, path, configuration: null, error: messageOf(error) };
  }
}

/**
 * Reads one configuration file; a draft with what the server has (`from`). Rejects with a sentence that says what
 * is wrong with it.
 */
export async function readConfiguration(
  uri: Uri,
  jobType: RunJobType,
  from?: Parameters,
): Promise<FileConfiguration> {
  const { size } = await workspace.fs.stat(uri);
  if (size > maxBytes) throw new Error('It is too large for a configuration.');
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  const name = posix.basename(uri.path);
  return name.endsWith(schemaEnding)
    ? readSchemaFile(text, workspace.asRelativePath(uri))
    : readConfigurationFile(text, jobType, name, from);
}
