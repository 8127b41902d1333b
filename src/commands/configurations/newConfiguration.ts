import { Uri, window, workspace } from 'vscode';
import { fileEndings } from '../../runs/configurations/fileNames';
import type { RunJobType } from '../../runs/run';
import { choose } from '../targets';
import { freeName } from './freeName';

/** What a new file begins with: valid as it stands, so that the editor's help shows the rest. */
const templates: Readonly<Record<RunJobType, object>> = {
  parse_v2: { name: 'My parse', tier: 'agentic', version: 'latest' },
  extract_v2: {
    name: 'My extraction',
    tier: 'agentic',
    data_schema: {
      type: 'object',
      properties: { title: { type: 'string', description: 'Title of the document' } },
      required: ['title'],
    },
  },
  classify_v2: {
    name: 'My kinds',
    rules: [
      { type: 'invoice', description: 'A bill with an invoice number and an amount due.' },
      { type: 'receipt', description: 'Proof of a payment in a shop or a restaurant.' },
    ],
  },
};

const isJobType = (value: unknown): value is RunJobType =>
  typeof value === 'string' && Object.hasOwn(templates, value);

/** Opens a new configuration file, unsaved, where the workspace's first folder would keep it. */
export async function newConfiguration([asked]: readonly unknown[]): Promise<void> {
  const jobType = isJobType(asked) ? asked : await chooseJobType();
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const ending = fileEndings[jobType];
  const uri = folder ? await freeName(folder, 'configuration', ending) : Uri.file(`configuration${ending}`);
  const document = await workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
  const editor = await window.showTextDocument(document);
  const text = `${JSON.stringify(templates[jobType], null, 2)}\n`;
  if (document.getText() === '') await editor.edit(edit => edit.insert(document.positionAt(0), text));
}

const chooseJobType = () =>
  choose<RunJobType>(
    'What is the configuration for?',
    [
      { label: 'Parse', description: 'files become Markdown, text and tables', value: 'parse_v2' },
      { label: 'Extract', description: 'fields of your own, as JSON', value: 'extract_v2' },
      { label: 'Classify', description: 'of which kind each file is', value: 'classify_v2' },
    ],
    '',
  );
