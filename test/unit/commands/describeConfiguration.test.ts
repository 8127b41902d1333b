import assert from 'node:assert/strict';
import type { ConfigurationChoice } from '../../../src/commands/configurations/choices';
import { describe as described } from '../../../src/commands/configurations/describe';
import { configuration } from '../../../src/protocol/configurations';

const saved = (id: string, options: object = {}) =>
  configuration.parse({
    ...{ id, name: 'Invoices', product_type: 'parse_v2', version: 'v' },
    parameters: { product_type: 'parse_v2', tier: 'cost_effective', version: 'latest', ...options },
  });
const choice = (
  there: ReturnType<typeof saved>,
  more: Partial<ConfigurationChoice> = {},
): ConfigurationChoice => ({
  ...{ key: there.id, name: there.name, parameters: there.parameters, file: null, there },
  save: async () => there,
  ...more,
});

describe('a configuration in a list', () => {
  it('is told by its tier, what it costs and its id', () => {
    assert.deepEqual(described(choice(saved('cfg-1a')), '120 credits'), {
      label: 'Invoices',
      description: 'cost-effective tier · 120 credits · cfg-1a',
    });
    assert.equal(described(choice(saved('cfg-PARSE_FAST')), null).description, 'cost-effective tier');
    const newer = saved('cfg-1a', { tier: 'newest' });
    assert.match(described(choice(newer), null).description ?? '', /^newest · /);
  });

  it('is told by its path where it is a file, with whom it has the server tell', () => {
    const webhook_configurations = [
      { webhook_url: 'https://hooks.example.com/a' },
      { webhook_url: 'https://hooks.example.com/b' },
      { webhook_url: null },
    ];
    const file = { uri: undefined as never, path: 'docs/a.llamaparse.json' };
    const of = (options: object) => described(choice(saved('cfg-1a', options), { file, there: null }), null);
    assert.deepEqual(of({ webhook_configurations }), {
      label: '$(file) Invoices',
      description: 'cost-effective tier · docs/a.llamaparse.json',
      detail: 'Tells hooks.example.com about its jobs.',
    });
    assert.equal(of({}).detail, undefined);
  });
});
