import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, type QuickPickItem, Uri, window } from 'vscode';
import { commands as ids } from '../../src/ids';
import type { FileRow } from '../../src/runs/rows';
import type { Run } from '../../src/runs/run';
import type { Services } from '../../src/services';
import type { Node } from '../../src/views/nodes';
import { answering } from './answering';
import { answeringSteps, type Step } from './answeringSteps';
import { workspaceFolder } from './sample';
import { activated, ended } from './services';

const typed = [
  'invoice: a bill with an invoice number and an amount due',
  'receipt: proof of a payment in a shop, such as a till receipt',
];
const bills = ['INV-2025-0412.pdf', 'INV-2025-0413.PDF'];

describe('Batch Classify…', function () {
  this.timeout(90_000);
  let services: Services;
  let undo: (() => void)[];
  let key: string;
  const rulesFile = () => join(workspaceFolder(), 'papers.llamaclassify.json');

  before(async () => {
    services = await activated();
    await services.tree.load();
  });
  beforeEach(() => {
    undo = [];
  });
  afterEach(async () => {
    for (const put of undo) put();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => rm(rulesFile(), { force: true }));

  it('finds the types of a folder’s files by kinds that are typed, and shows and counts them', async () => {
    const texts = [...typed, ''];
    undo.push(answering('showInputBox', () => texts.shift()));
    // A window of an earlier test may have left its kinds.
    undo.push(answering('showQuickPick', choices => labelled(choices, /Other kinds/)));
    const run = await started(ids.batchClassify, folder('invoices'), [
      { pick: /Type the Kinds/ },
      { pick: /Start classifying/ },
    ]);
    assert.deepEqual([run.jobType, run.mode], ['classify_v2', 'jobs']);
    assert.match(run.configuration.name, /^Kinds: invoice, receipt \(/);
    key = `run:${run.id}`;
    const row = await ended(services, key);
    const types = Object.fromEntries(files().map(({ path, classified }) => [path, classified?.type]));
    assert.deepEqual(
      bills.map(name => types[name]),
      ['invoice', 'invoice'],
    );
    assert.equal(types['till receipt 14 March.png'], 'receipt');
    assert.equal(
      (row.types ?? []).reduce((sum, { files: n }) => sum + n, 0),
      files().length,
    );
    assert.match(String(services.tree.getTreeItem(batch()).description), /2 invoice, \d receipt/);
    assert.match(
      String(services.tree.getTreeItem(await fileNode(bills[0])).description),
      /^invoice · 0\.\d\d$/,
    );
  });

  it('opens what was found and why', async () => {
    await commands.executeCommand(ids.open, await fileNode(bills[0]));
    const document = window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? '', /INV-2025-0412\.pdf\.classify\.json$/);
    const { type, reasoning } = JSON.parse(document?.getText() ?? '');
    assert.equal(type, 'invoice');
    assert.match(reasoning, /“invoice” fits best/i);
  });

  it('can be narrowed down to one type', async () => {
    const shown = async () => (await services.tree.getChildren(batch())).map(pathOf).sort();
    const choose = async (label: RegExp) => {
      const put = answering('showQuickPick', choices => labelled(choices, label));
      await commands.executeCommand(ids.filterByType, batch());
      put();
    };
    const all = await shown();
    await choose(/^invoice$/);
    assert.deepEqual(await shown(), bills);
    assert.match(String(services.tree.getTreeItem(batch()).description), /only invoice shown/);
    await choose(/^All types$/);
    assert.deepEqual(await shown(), all);
  });

  it('parses only the files of one type', async () => {
    undo.push(answering('showQuickPick', choices => labelled(choices, /^invoice$/)));
    const run = await started(ids.parseType, batch(), [
      { pick: /^Fast$/ },
      { pick: /Start parsing|earlier/ },
    ]);
    assert.deepEqual([run.jobType, run.label], ['parse_v2', 'invoice of invoices']);
    assert.deepEqual(run.files.map(({ path }) => path).sort(), bills);
    await ended(services, `run:${run.id}`);
  });

  it('takes the kinds from a file of the workspace, and the types of an earlier batch where nothing changed', async () => {
    const rules = typed.map(text => {
      const [type = '', description = ''] = text.split(': ');
      return { type, description };
    });
    await writeFile(rulesFile(), JSON.stringify({ name: 'Papers', rules }));
    const run = await started(ids.batchClassify, folder('invoices'), [
      { pick: /Papers$/ },
      { pick: /Take the earlier results/ },
    ]);
    assert.equal(run.configuration.name, 'Papers');
    const row = await ended(services, `run:${run.id}`);
    assert.equal(row.unchanged, row.total);
    assert.deepEqual(row.types, services.rows.get(key)?.types);
  });

  const folder = (name: string) => Uri.file(join(workspaceFolder(), name));
  const files = (): readonly FileRow[] => services.rows.files(key) ?? [];
  const batch = (): Node => {
    const node = services.tree.batchNode(key);
    assert.ok(node);
    return node;
  };
  const pathOf = (node: Node) => (node.kind === 'file' ? services.rows.file(node.fileKey)?.path : undefined);

  async function fileNode(path: string | undefined): Promise<Node> {
    const node = (await services.tree.getChildren(batch())).find(child => pathOf(child) === path);
    assert.ok(node, `no row of ${path}`);
    return node;
  }

  /** The run that a command starts when its steps are answered so. */
  async function started(command: string, target: unknown, answers: readonly Step[]): Promise<Run> {
    const steps = answeringSteps(answers);
    undo.push(steps.undo);
    const before = new Set(services.ledger.runs().map(({ id }) => id));
    await commands.executeCommand(command, target);
    const run = services.ledger.runs().find(({ id }) => !before.has(id));
    assert.ok(run, `no run: ${JSON.stringify(steps.seen)}`);
    return run;
  }
});

const labelled = (choices: unknown, label: RegExp) =>
  (choices as QuickPickItem[]).find(choice => label.test(choice.label));
