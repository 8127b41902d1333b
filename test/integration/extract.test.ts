import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, Uri, window } from 'vscode';
import { commands as ids } from '../../src/ids';
import type { Services } from '../../src/services';
import { answeringSteps } from './answeringSteps';
import { workspaceFolder } from './sample';
import { activated, ended, rowsReach } from './services';

const configuration = {
  ...{ name: 'Totals of reports', tier: 'agentic' },
  data_schema: { type: 'object', properties: { total: { type: 'number' } } },
};

describe('Batch Extract…', function () {
  this.timeout(60_000);
  let services: Services;
  let undo: (() => void)[];
  const file = () => join(workspaceFolder(), 'totals.llamaextract.json');

  before(async () => {
    services = await activated();
    await writeFile(file(), JSON.stringify(configuration));
  });
  beforeEach(() => {
    undo = [];
  });
  afterEach(async () => {
    for (const put of undo) put();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => rm(file()));

  it('runs over a folder with a file of the workspace, and says what this machine cannot do yet', async () => {
    const steps = answeringSteps([{ pick: /Totals of reports$/ }, { pick: /Start extracting from/ }]);
    undo.push(steps.undo);
    const before = new Set(services.ledger.runs().map(({ id }) => id));
    await commands.executeCommand(ids.extract, Uri.file(join(workspaceFolder(), '2024')));
    const run = services.ledger.runs().find(({ id }) => !before.has(id));
    assert.ok(run, `no run: ${JSON.stringify(steps.seen)}`);
    assert.equal(run.jobType, 'extract_v2');
    assert.equal(run.configuration.name, 'Totals of reports');
    assert.deepEqual(
      steps.seen.map(({ title }) => title),
      ['Batch Extract', 'Batch Extract: Totals of reports'],
    );

    const key = `run:${run.id}`;
    await ended(services, key);
    const [row] = await rowsReach(services, () => services.rows.files(key) ?? undefined);
    assert.equal(row?.outcome, 'failed');
    assert.match(row.error ?? '', /^Extraction on this machine comes with a later version/);

    // The configuration is the project's from now on.
    const { items } = await services.catalog.configurations(run);
    assert.ok(items.some(({ id, name }) => id === run.configuration.id && name === 'Totals of reports'));

    const said = new Promise<string>(resolve => {
      const { showErrorMessage } = window;
      Object.assign(window, { showErrorMessage: async (message: string) => resolve(message) });
      undo.push(() => Object.assign(window, { showErrorMessage }));
    });
    await services.tree.load();
    const node = { kind: 'file', fileKey: row.key };
    await commands.executeCommand(ids.open, node);
    assert.match(await said, /^Nothing was extracted from “summary\.pdf”\. Extraction on this machine/);
  });
});
