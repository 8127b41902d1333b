import assert from 'node:assert/strict';
import type { ConfigurationCreateParams } from '@llamaindex/llama-cloud/resources/configurations';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';

const parse = { product_type: 'parse_v2', tier: 'agentic', version: 'latest' } as const;
const rules = [{ type: 'invoice', description: 'Has an invoice number and a total.' }];
/** One of each kind of product, as the API documents them. */
const products: ConfigurationCreateParams['parameters'][] = [
  { ...parse, output_options: { markdown: { annotate_links: true } }, page_ranges: { target_pages: '1-3' } },
  { product_type: 'extract_v2', data_schema: { type: 'object', properties: { total: { type: 'number' } } } },
  { product_type: 'classify_v2', rules },
  { product_type: 'split_v1', categories: [{ name: 'letter', description: 'A letter.' }] },
  { product_type: 'spreadsheet_v1', include_hidden_cells: false },
  { product_type: 'unknown', anything: { goes: true } },
];

describe('configurations', () => {
  const server = useServer();
  const configurations = () => server.sdk.configurations;

  for (const parameters of products) {
    it(`keeps one of ${parameters.product_type}`, async () => {
      const made = await configurations().create({ name: 'one of each', parameters });
      assert.match(made.id, /^cfg-/);
      assert.equal(made.name, 'one of each');
      assert.equal(made.product_type, parameters.product_type);
      assert.ok(!Number.isNaN(Date.parse(made.version)), made.version);
      for (const [key, value] of Object.entries(parameters)) {
        assert.deepEqual((made.parameters as unknown as Record<string, unknown>)[key], value, key);
      }
      assert.deepEqual(await configurations().retrieve(made.id), made);
    });
  }

  it('is one and the same for a name and a product, with another version', async () => {
    const first = await configurations().create({ name: 'upsert', parameters: parse });
    const second = await configurations().create({
      name: 'upsert',
      parameters: { ...parse, tier: 'fast' },
    });
    assert.equal(second.parameters.product_type === 'parse_v2' && second.parameters.tier, 'fast');
    assert.notEqual(second.version, first.version);
    const other = await configurations().create({
      name: 'upsert',
      parameters: { product_type: 'classify_v2', rules },
    });
    assert.notEqual(other.id, second.id);
    const latest = await collect(configurations().list({ name: 'upsert', latest_only: true }));
    assert.deepEqual(latest.map(one => one.id).sort(), [second.id, other.id].sort());
  });

  it('lists by name and by product, in pages of one', async () => {
    for (const name of ['list a', 'list b']) await configurations().create({ name, parameters: parse });
    const names = async (query: object) =>
      (await collect(configurations().list({ page_size: 1, ...query }))).map(one => one.name);
    assert.deepEqual(await names({ name: 'list a' }), ['list a']);
    assert.deepEqual(await names({ name: 'list' }), []);
    const ofParse = await names({ product_type: ['parse_v2'] });
    assert.ok(ofParse.includes('list a') && ofParse.includes('list b'));
    assert.deepEqual(await names({ name: 'list a', product_type: ['extract_v2', 'classify_v2'] }), []);
    assert.deepEqual(await names({ name: 'list a', product_type: ['extract_v2', 'parse_v2'] }), ['list a']);
    const all = (await collect(configurations().list({ page_size: 1 }))).map(
      ({ id, version }) => id + version,
    );
    assert.equal(new Set(all).size, all.length);
  });

  it('changes the name alone, the parameters alone, and the version with them', async () => {
    const made = await configurations().create({ name: 'change', parameters: parse });
    const renamed = await configurations().update(made.id, { name: 'changed' });
    assert.deepEqual([renamed.name, renamed.parameters], ['changed', made.parameters]);
    const changed = await configurations().update(renamed.id, { parameters: { ...parse, tier: 'fast' } });
    assert.equal(changed.name, 'changed');
    assert.equal(changed.parameters.product_type === 'parse_v2' && changed.parameters.tier, 'fast');
    assert.notEqual(changed.version, made.version);
    const [listed] = await collect(configurations().list({ name: 'changed', latest_only: true }));
    assert.deepEqual(listed, changed);
  });

  it('deletes one', async () => {
    const { id } = await configurations().create({ name: 'delete', parameters: parse });
    assert.equal(await configurations().delete(id), null);
    assert.deepEqual(await collect(configurations().list({ name: 'delete' })), []);
    await refused(server, 404, 'Configuration not found', () => configurations().retrieve(id));
    await refused(server, 404, 'Configuration not found', () => configurations().delete(id));
    await refused(server, 404, 'Configuration not found', () => configurations().update(id, { name: 'a' }));
  });

  it('has presets, which nobody changes', async () => {
    for (const tier of ['FAST', 'COST_EFFECTIVE', 'AGENTIC', 'AGENTIC_PLUS']) {
      const id = `cfg-PARSE_${tier}`;
      const { parameters } = await configurations().retrieve(id);
      assert.equal(parameters.product_type === 'parse_v2' && parameters.tier, tier.toLowerCase());
      await refused(server, 400, /built in/, () => configurations().update(id, { name: 'mine' }));
      await refused(server, 400, /built in/, () => configurations().delete(id));
    }
  });

  it('400: a data schema that is none', () =>
    refused(server, 400, /^schema_validation: /, () =>
      configurations().create({
        name: 'bad schema',
        parameters: { product_type: 'extract_v2', data_schema: { type: 'nothing' } },
      }),
    ));

  it('422: parameters of no product, and unknown options of a parse', async () => {
    const create = (parameters: object) => () =>
      configurations().create({ name: 'bad', parameters: parameters as typeof parse });
    await refused(server, 422, /"loc":\["body","parameters"/, create({ product_type: 'parse_v9' }));
    await refused(server, 422, /"loc":\["body","parameters"/, create({ tier: 'agentic', version: 'latest' }));
    await refused(
      server,
      422,
      /\["body","parameters","output_options","colour"\].*extra_forbidden/,
      create({ ...parse, output_options: { colour: true } }),
    );
    await refused(server, 422, /"tier"/, create({ ...parse, tier: 'premium' }));
  });
});
