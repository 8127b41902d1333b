import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigurationDrafts } from '../../../src/documents/configurationDrafts';
import { configuration } from '../../../src/protocol/configurations';
import { tempFolder } from '../../support/tempFolder';

const place = { connectionId: 'llamacloud-eu', projectId: 'project' };
const saved = (version: string, tier: string, name = 'Invoices: Q1/Q2') =>
  configuration.parse({
    ...{ id: 'cfg-1', name, product_type: 'parse_v2', version },
    parameters: { product_type: 'parse_v2', tier, version: 'latest' },
  });

describe('drafts of configurations', () => {
  let folder: ReturnType<typeof tempFolder>;
  let drafts: ConfigurationDrafts;

  beforeEach(() => {
    folder = tempFolder();
    drafts = new ConfigurationDrafts(join(folder.path, 'configurations'));
  });
  afterEach(() => folder.remove());

  it('are files whose names explain themselves to the editor, with their origin beside them', async () => {
    const path = await drafts.open(place, saved('v1', 'fast'));
    assert.equal(basename(path), 'Invoices_ Q1_Q2.llamaparse.json');
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
      ...{ name: 'Invoices: Q1/Q2', tier: 'fast', version: 'latest' },
    });
    const origin = await drafts.originOf(path);
    assert.deepEqual([origin.connectionId, origin.id, origin.version], ['llamacloud-eu', 'cfg-1', 'v1']);
  });

  it('know their own from any other file', async () => {
    const path = await drafts.open(place, saved('v1', 'fast'));
    assert.ok(drafts.holds(path));
    assert.ok(!drafts.holds(join(dirname(path), 'origin.json')));
    assert.ok(!drafts.holds(join(folder.path, 'other', basename(path))));
    assert.ok(!drafts.holds(join(dirname(path), '..', basename(path))));
  });

  it('are made anew when they are opened again, unless they hold changes', async () => {
    const path = await drafts.open(place, saved('v1', 'fast'));
    await drafts.open(place, saved('v2', 'agentic'));
    assert.match(readFileSync(path, 'utf8'), /"agentic"/);
    for (const mine of ['{"name":"Invoices: Q1/Q2","tier":"agentic_plus"}', '{"name":']) {
      writeFileSync(path, mine);
      await drafts.open(place, saved('v3', 'fast'));
      assert.equal(readFileSync(path, 'utf8'), mine);
      assert.equal((await drafts.originOf(path)).version, 'v2');
    }
  });

  it('say so where their origin is lost', async () => {
    const path = await drafts.open(place, saved('v1', 'fast'));
    writeFileSync(join(dirname(path), 'origin.json'), '{"id":1}');
    await assert.rejects(drafts.originOf(path), { message: /Open the configuration again\.$/ });
  });
});
