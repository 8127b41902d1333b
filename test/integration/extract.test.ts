import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  commands,
  type Diagnostic,
  type Hover,
  type LocationLink,
  languages,
  Position,
  type QuickPickItem,
  Range,
  Selection,
  Uri,
  window,
  workspace,
} from 'vscode';
import { generateSchema } from '../../src/commands/extract/generateSchema';
import { Dismissed } from '../../src/commands/register';
import type { Connection } from '../../src/connections/connection';
import { resultUri } from '../../src/documents/resultUri';
import { commands as ids } from '../../src/ids';
import type { FileRow } from '../../src/runs/rows';
import type { Services } from '../../src/services';
import type { Node } from '../../src/views/nodes';
import { FakeLlamaCloud } from '../support/fakeLlamaCloud';
import { answering } from './answering';
import { answeringSteps } from './answeringSteps';
import { workspaceFolder } from './sample';
import { activated, ended, rowsReach } from './services';

const schema = {
  type: 'object',
  properties: {
    invoice_number: { type: 'string', title: 'Invoice number' },
    total_due: { type: 'number', title: 'Total due' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: { description: { type: 'string' }, amount: { type: 'number', title: 'Amount' } },
      },
    },
  },
};
const documents = ['invoices/INV-2025-0412.pdf', 'invoices/INV-2025-0413.PDF'];
const locked = 'correspondence/board minutes (locked).pdf';

describe('Batch Extract…', function () {
  this.timeout(90_000);
  let services: Services;
  let undo: (() => void)[];
  let key: string;
  const made: string[] = [];
  const path = (name: string) => join(workspaceFolder(), name);

  before(async () => {
    services = await activated();
    await services.tree.load();
    made.push(path('bills.schema.json'));
    await writeFile(path('bills.schema.json'), JSON.stringify(schema));
  });
  beforeEach(() => {
    undo = [];
  });
  afterEach(async () => {
    for (const put of undo) put();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    for (const file of made) await rm(file, { force: true });
  });

  it('runs over files with a plain JSON Schema of the workspace', async () => {
    const steps = answeringSteps([{ pick: /bills$/ }, { pick: /Start extracting from/ }]);
    undo.push(steps.undo);
    const before = new Set(services.ledger.runs().map(({ id }) => id));
    const uris = [...documents, locked].map(name => Uri.file(path(name)));
    await commands.executeCommand(ids.extract, uris[0], uris);
    const run = services.ledger.runs().find(({ id }) => !before.has(id));
    assert.ok(run, `no run: ${JSON.stringify(steps.seen)}`);
    assert.equal(run.configuration.name, 'Llama Batches: bills');
    assert.deepEqual(
      steps.seen.map(({ title }) => title),
      ['Batch Extract', 'Batch Extract: bills'],
    );
    assert.match(steps.seen[1]?.text ?? '', /Extracted by rules, on this machine/);
    key = `run:${run.id}`;
    await ended(services, key);
    const files = await rowsReach(services, () => services.rows.files(key) ?? undefined);
    assert.deepEqual(
      files.map(({ outcome }) => outcome).sort(),
      ['done', 'done', 'failed'],
      JSON.stringify(files.map(({ path: name, error }) => [name, error])),
    );
    // The configuration is the project's from now on.
    const { items } = await services.catalog.configurations(run);
    assert.ok(items.some(({ id, name }) => id === run.configuration.id && name === 'Llama Batches: bills'));
  });

  it('shows one table of the run, a row a file with its lowest confidence, or with why it failed', async () => {
    undo.push(answering('showQuickPick', choices => (choices as QuickPickItem[])[0]));
    await commands.executeCommand(ids.openTable, batch());
    const { document } = active();
    assert.match(document.uri.path, /\.csv$/);
    const [head = '', ...rows] = document.getText().trim().split(/\r?\n/);
    assert.match(head, /^file,status,error,lowest_confidence,invoice_number,total_due,items$/);
    assert.equal(rows.length, 3);
    const bill = rows.find(row => row.includes('INV-2025-0412.pdf')) ?? '';
    assert.match(bill, /INV-2025-0412\.pdf,done,,(0\.\d+|1),INV-2025-0412,18018,/);
    assert.match(rows.find(row => row.includes('locked')) ?? '', /,failed,.*password/i);
  });

  it('shows the same with a row an item, as JSON lines', async () => {
    const asked: string[] = [];
    undo.push(
      answering('showQuickPick', choices => {
        const items = choices as QuickPickItem[];
        asked.push(...items.map(({ label }) => label));
        return items.find(({ label }) => /each item of items/.test(label));
      }),
    );
    await commands.executeCommand(ids.openTableLines, batch());
    assert.deepEqual(asked, ['A row for each file', 'A row for each item of items']);
    const lines = active()
      .document.getText()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const items = lines.filter(({ file }) => file.endsWith('INV-2025-0413.PDF'));
    assert.deepEqual(
      items.map(({ item }) => item),
      items.map((_, i) => i + 1),
    );
    const tape = items.find(({ extract_result }) => extract_result.items.amount === 237.5);
    assert.equal(tape?.extract_result.invoice_number, 'INV-2025-0413', JSON.stringify(items));
  });

  it('leads from a value to the words in the parsed text, and says how sure it is', async () => {
    const file = row('INV-2025-0412.pdf');
    const uri = resultUri({ ...address(file), view: 'extract' });
    const document = await workspace.openTextDocument(uri);
    const line = document
      .getText()
      .split('\n')
      .findIndex(text => text.includes('"total_due"'));
    const place = new Position(line, 6);
    const [link] = await commands.executeCommand<LocationLink[]>(
      'vscode.executeDefinitionProvider',
      uri,
      place,
    );
    assert.ok(link, document.getText());
    assert.match(link.targetUri.path, /INV-2025-0412\.pdf\.md$/);
    const text = await workspace.openTextDocument(link.targetUri);
    assert.match(text.getText(link.targetRange), /18,018\.00/);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(place, place);
    await commands.executeCommand('editor.action.revealDefinition');
    assert.equal(active().document.uri.toString(), link.targetUri.toString());
    assert.deepEqual(active().selection.start, link.targetRange.start);
    await commands.executeCommand(ids.openSource, link.targetUri);
    const opened = window.tabGroups.activeTabGroup.activeTab?.input as { uri: Uri };
    assert.equal(opened.uri.fsPath, path(documents[0] ?? ''));
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, place);
    const said = hovers.flatMap(({ contents }) =>
      contents.map(part => (typeof part === 'string' ? part : part.value)),
    );
    assert.ok(
      said.some(words => /Confidence (0\.\d+|1) · page 1/.test(words) && words.includes('18,018')),
      JSON.stringify(said),
    );
  });

  it('says so where the parse that was read is gone', async () => {
    const file = row('INV-2025-0413.PDF');
    const uri = resultUri({ ...address(file), view: 'extract' });
    const document = await workspace.openTextDocument(uri);
    const { extract_metadata } = JSON.parse(document.getText());
    const client = await services.connections.clientFor('local');
    await client.deleteParseJob(extract_metadata.parse_job_id, { projectId: file.projectId });
    const line = document
      .getText()
      .split('\n')
      .findIndex(text => text.includes('"total_due"'));
    const [link] = await commands.executeCommand<LocationLink[]>(
      'vscode.executeDefinitionProvider',
      uri,
      new Position(line, 6),
    );
    assert.ok(link);
    await assert.rejects(Promise.resolve(workspace.openTextDocument(link.targetUri)), /no longer keeps/);
  });

  it('makes a schema from a sample file, opens it and goes on with it', async () => {
    const told: unknown[] = [];
    const steps = answeringSteps([{ pick: /Generate from a Sample File/ }]);
    undo.push(steps.undo);
    undo.push(
      answering('showQuickPick', async choices => (await (choices as Promise<QuickPickItem[]>))[0]),
      answering('showInformationMessage', () => undefined),
      answering('showErrorMessage', message => void told.push(message)),
    );
    const uri = Uri.file(path(documents[0] ?? ''));
    await commands.executeCommand(ids.extract, uri, [uri]);
    assert.deepEqual(told, [], JSON.stringify(steps.seen));
    const { document } = active();
    made.push(document.uri.fsPath);
    assert.equal(document.uri.fsPath, path('INV-2025-0412.schema.json'));
    const written = JSON.parse(await readFile(document.uri.fsPath, 'utf8'));
    assert.equal(written.$schema, 'http://json-schema.org/draft-07/schema#');
    assert.match(JSON.stringify(written.properties), /"title":"(Invoice number|Total due)"/);
    // The editor knows what a JSON Schema is.
    const wrong = document.getText().indexOf('"number"');
    const range = new Range(document.positionAt(wrong), document.positionAt(wrong + '"number"'.length));
    const found = new Promise<readonly Diagnostic[]>(resolve => {
      const subscription = languages.onDidChangeDiagnostics(() => {
        const problems = languages.getDiagnostics(document.uri);
        if (problems.length === 0) return;
        subscription.dispose();
        resolve(problems);
      });
    });
    await active().edit(edit => edit.replace(range, '"nummer"'));
    assert.match((await found).map(({ message }) => message).join(), /Value is not accepted/);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('sends a sample to another server only where the person agrees, and deletes it there', async () => {
    const cloud = new FakeLlamaCloud();
    const { supportedExtensions } = services.connections.get('local');
    const connection = {
      ...{ id: 'llamacloud-eu', name: 'LlamaCloud EU', chargesCredits: true, supportedExtensions },
      client: async () => cloud,
    } as unknown as Connection;
    const question = { connection, projectId: 'project', roots: [], files: Promise.resolve([]) };
    const sample = path(documents[1] ?? '');
    const asked: unknown[] = [];
    let answer: string | undefined;
    let said = '';
    undo.push(
      answering('showInputBox', () => said),
      answering('showInformationMessage', message => {
        asked.push(message);
        return answer;
      }),
    );
    await assert.rejects(generateSchema(services, question, sample), Dismissed);
    assert.equal(cloud.calls.length, 0);
    assert.deepEqual(asked, ['Send “INV-2025-0413.PDF” to LlamaCloud EU?']);
    answer = 'Send';
    said = 'the title ';
    await generateSchema(services, question, sample);
    made.push(active().document.uri.fsPath);
    assert.deepEqual(JSON.parse(active().document.getText()).properties, { title: { type: 'string' } });
    assert.deepEqual(
      cloud.calls.map(({ method }) => method),
      ['uploadFile', 'generateSchema', 'deleteFile'],
    );
    assert.equal(cloud.calls[1]?.subject, 'the title');
    assert.equal(cloud.stored.size, 0);
  });

  const batch = (): Node => {
    const node = services.tree.batchNode(key);
    assert.ok(node);
    return node;
  };
  const active = () => {
    assert.ok(window.activeTextEditor);
    return window.activeTextEditor;
  };
  const row = (name: string): FileRow => {
    const file = services.rows.files(key)?.find(({ path: own }) => own.endsWith(name));
    assert.ok(file);
    return file;
  };
  const address = ({ connectionId, projectId, jobId, path: own }: FileRow) => ({
    ...{ connectionId, projectId, jobId: jobId ?? '', path: own },
  });
});
