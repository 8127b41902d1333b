import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { commands, type TextDocument, Uri, window, workspace } from 'vscode';
import { messageOf } from '../../base/log';
import { type Connection, localConnectionId } from '../../connections/connection';
import { commands as ids } from '../../ids';
import { type Report, withProgress } from '../../platform/progress';
import { sampleName, schemaEnding, schemaText } from '../../runs/configurations/schemaFile';
import type { PlannedFile } from '../../runs/run';
import type { Services } from '../../services';
import { freeName } from '../configurations/freeName';
import { choosePlace } from '../configurations/places';
import { Dismissed } from '../register';
import { refuseInRestrictedMode } from '../restrictedMode';
import { lastConfigurationKey } from '../start/lastConfiguration';
import { browse, chooseSample } from './chooseSample';

/** For which run a schema is made. */
export interface SampleQuestion {
  connection: Connection;
  projectId: string;
  /** What was chosen to be extracted from; the run begins anew with it. Empty where there is no run yet. */
  roots: readonly string[];
  /** The files in it. */
  files: Promise<readonly PlannedFile[]>;
}

/**
 * **Generate from a sample file…**: has the server look at one file, and opens what could be extracted from it as a file
 * of the workspace. A file that leaves the machine does so only with the person's consent, and does not stay. Asks for
 * the file where `sample`, its path, is not given.
 */
export async function generateSchema(
  services: Services,
  question: SampleQuestion,
  sample?: string,
): Promise<void> {
  refuseInRestrictedMode();
  const { connection, roots } = question;
  const path = sample ?? (await chooseSample(question.files, connection));
  const { ensureModelReady } = await import('../models/ensureModelReady');
  const inUse = await ensureModelReady(services, connection.id);
  const prompt = inUse?.kind === 'rules' ? '' : await askPrompt();
  await askToSend(connection, basename(path));
  const schema = await withProgress(`Making a schema from ${basename(path)}`, (report, signal) =>
    schemaOf(services, question, { path, prompt }, report, signal),
  );
  const document = await openSchema(schemaText(schema), sampleName(path), roots[0]);
  if (document.isUntitled) {
    void window.showInformationMessage(
      'Save the schema into a folder that is open here, then extract with it.',
    );
    return;
  }
  const { uri } = document;
  await services.memory.update(lastConfigurationKey('extract_v2', connection), `file:${uri.toString()}`);
  // The person edits the schema meanwhile.
  void offerToGoOn(document, roots);
}

/** The same outside of a run, for the file that was clicked, or one that is chosen. */
export async function generateForSample(services: Services, clicked: unknown): Promise<void> {
  const place = await choosePlace(services);
  const sample = clicked instanceof Uri ? clicked.fsPath : await browse(place.connection);
  await generateSchema(services, { ...place, roots: [], files: Promise.resolve([]) }, sample);
}

/** Rules go by labels and tables alone; a model can be told more. */
async function askPrompt(): Promise<string> {
  const prompt = await window.showInputBox({
    title: 'Generate a Schema',
    prompt: 'What is of interest in such files? Leave it empty for all that they tell.',
    placeHolder: 'supplier, number and date of the invoice, every line with its amount, the total',
    ignoreFocusOut: true,
  });
  if (prompt === undefined) throw new Dismissed();
  return prompt.trim();
}

async function askToSend({ id, name, chargesCredits }: Connection, file: string): Promise<void> {
  if (id === localConnectionId) return;
  const send = 'Send';
  const cost = chargesCredits ? ' The server may charge credits for it.' : '';
  const detail = `The server reads it to suggest what can be extracted, and the copy there is deleted afterwards.${cost}`;
  const chosen = await window.showInformationMessage(
    `Send “${file}” to ${name}?`,
    { modal: true, detail },
    send,
  );
  if (chosen !== send) throw new Dismissed();
}

async function schemaOf(
  { log }: Services,
  { connection, projectId }: SampleQuestion,
  { path, prompt }: { path: string; prompt: string },
  report: Report,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const client = await connection.client();
  const options = { projectId, signal };
  report('Sending the file…');
  const source = { path, fileName: basename(path) };
  const fields = { purpose: 'extract', external_file_id: `llama-batches-sample-${randomUUID()}` } as const;
  const { id } = await client.uploadFile(source, fields, options);
  try {
    report('Reading it…');
    const { parameters } = await client.generateSchema({ file_id: id, ...(prompt && { prompt }) }, options);
    return parameters.data_schema;
  } finally {
    // A server that keeps it lets it expire.
    client
      .deleteFile(id, { projectId })
      .catch(error => log.warn(`a sample was not deleted from ${connection.id}: ${messageOf(error)}`));
  }
}

/** In the folder of the workspace that holds the files; unsaved where no folder is open. */
async function openSchema(text: string, name: string, root: string | undefined): Promise<TextDocument> {
  const own = root === undefined ? undefined : workspace.getWorkspaceFolder(Uri.file(root))?.uri;
  const folder = own ?? workspace.workspaceFolders?.[0]?.uri;
  if (!folder) {
    const unsaved = await workspace.openTextDocument({ language: 'json', content: text });
    await window.showTextDocument(unsaved);
    return unsaved;
  }
  const uri = await freeName(folder, name, schemaEnding);
  await workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}

async function offerToGoOn(document: TextDocument, roots: readonly string[]): Promise<void> {
  const extract = 'Batch Extract…';
  const name = basename(document.uri.fsPath);
  const chosen = await window.showInformationMessage(
    `${name} says what will be extracted. Remove the fields that you do not need, and describe the others.`,
    extract,
  );
  if (chosen !== extract) return;
  if (document.isDirty && !(await document.save())) return;
  const [first, ...others] = roots.map(root => Uri.file(root));
  await commands.executeCommand(ids.extract, ...(first ? [first, [first, ...others]] : []));
}
