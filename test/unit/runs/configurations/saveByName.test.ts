import assert from 'node:assert/strict';
import { configurationParameters } from '../../../../src/protocol/configurations';
import { saveByName } from '../../../../src/runs/configurations/saveByName';
import { FakeLlamaCloud } from '../../../support/fakeLlamaCloud';

const parameters = (tier: string) =>
  configurationParameters.parse({ product_type: 'parse_v2', tier, version: 'latest' });
const body = (name: string, tier: string) => ({ name, parameters: parameters(tier) });

describe('saveByName', () => {
  let server: FakeLlamaCloud;
  let asked: string[];
  const save = (name: string, tier: string, replaces = true) =>
    saveByName(server, body(name, tier), { projectId: 'project' }, async there => {
      asked.push(there.id);
      return replaces;
    });

  beforeEach(() => {
    server = new FakeLlamaCloud();
    asked = [];
  });

  it('saves what is not there', async () => {
    const saved = await save('Invoices', 'fast');
    assert.deepEqual([saved?.configuration.name, saved?.isNew], ['Invoices', true]);
    assert.deepEqual(asked, []);
  });

  it('saves nothing where the same is there already', async () => {
    const first = await save('Invoices', 'fast');
    const second = await save('Invoices', 'fast');
    assert.deepEqual([second?.configuration.id, second?.isNew], [first?.configuration.id, false]);
    assert.equal(server.count('saveConfiguration'), 1);
  });

  it('replaces another one of the name only with consent', async () => {
    const first = await save('Invoices', 'fast');
    assert.equal(await save('Invoices', 'agentic', false), undefined);
    assert.equal(server.count('saveConfiguration'), 1);
    const replaced = await save('Invoices', 'agentic', true);
    const id = first?.configuration.id;
    assert.equal(replaced?.configuration.id, id);
    assert.equal(replaced?.configuration.parameters.tier, 'agentic');
    assert.deepEqual(asked, [id, id]);
  });
});
