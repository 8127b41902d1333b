import assert from 'node:assert/strict';
import { configurationPage } from '../../../../src/protocol/configurations';
import { FakeClock } from '../fakes';
import { TestEngine } from '../testEngine';

const path = '/api/v1/beta/configurations';
const dataSchema = { type: 'object', properties: { total: { type: 'number' } } };
const extract = (more: object = {}) => ({ product_type: 'extract_v2', data_schema: dataSchema, ...more });
const parse = (more: object = {}) => ({
  product_type: 'parse_v2',
  tier: 'agentic',
  version: 'latest',
  ...more,
});
const classify = { product_type: 'classify_v2', rules: [{ type: 'invoice', description: 'has a total' }] };

describe('the configuration routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const save = async (name: string, parameters: object) => {
    const answer = await engine.post(path, { name, parameters });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  };
  const list = async (query = '') => {
    const { status, body } = await engine.get(`${path}?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    configurationPage.parse(body);
    return body;
  };
  const named = async (query = '') => (await list(query)).items.map(item => item['name']);
  const refusal = async (method: string, url: string, body?: object) => {
    const { status, body: answer } = await engine.request(method, url, body);
    return [status, answer.detail];
  };
  const issues = async (parameters: object) => {
    const { status, body } = await engine.post(path, { name: 'n', parameters });
    assert.equal(status, 422, JSON.stringify(body));
    return (body.detail as { loc: string[]; type: string }[]).map(
      ({ loc, type }) => `${loc.join('.')} ${type}`,
    );
  };

  describe('saving', () => {
    it('makes a configuration, then versions of it under the same id', async () => {
      const first = await save('mine', extract());
      assert.match(first.id, /^cfg-/);
      assert.equal(first['version'], '2026-01-01T00:00:00.000Z');
      clock.advance(1000);
      const second = await save('mine', extract({ tier: 'agentic' }));
      assert.equal(second.id, first.id);
      assert.equal(second['version'], '2026-01-01T00:00:01.000Z');
      assert.equal(second['created_at'], first['created_at']);
      assert.equal(second['updated_at'], second['version']);
      assert.deepEqual((await engine.get(`${path}/${first.id}`)).body, second);
    });

    it('makes no version of equal parameters, spelled out or left to the defaults', async () => {
      const first = await save('mine', extract());
      clock.advance(1000);
      assert.deepEqual(await save('mine', extract()), first);
      assert.deepEqual(
        await save('mine', {
          ...{ cite_sources: false, tier: 'cost_effective', max_pages: null },
          ...extract({ extraction_target: 'per_doc' }),
        }),
        first,
      );
      assert.deepEqual(await save('mine', first['parameters'] as object), first);
    });

    it('takes another order of the fields to extract for another version', async () => {
      const properties = { a: { type: 'string' }, b: { type: 'string' } };
      const { a, b } = properties;
      const first = await save('mine', extract({ data_schema: { properties: { a, b } } }));
      const second = await save('mine', extract({ data_schema: { properties: { b, a } } }));
      assert.notEqual(second['version'], first['version']);
    });

    it('never has two versions of one name, whatever the clock says', async () => {
      await save('mine', extract());
      await save('mine', extract({ tier: 'agentic' }));
      clock.advance(-5000);
      await save('mine', extract({ tier: 'agentic_plus' }));
      const versions = (await list('name=mine')).items.map(item => String(item['version']));
      assert.deepEqual(versions, [...versions].sort().reverse());
      assert.equal(new Set(versions).size, 3);
    });

    it('keeps equal names of different products apart, and a preset’s name is free', async () => {
      const ids = [
        await save('Fast', extract()),
        await save('Fast', parse()),
        await save('Fast', classify),
      ].map(({ id }) => id);
      assert.equal(new Set(ids).size, 3);
      assert.equal((await engine.get(`${path}/cfg-PARSE_FAST`)).body['name'], 'Fast');
    });

    it('keeps equal names of different projects apart', async () => {
      const key = { name: 'Other', workspace_key: 'k' };
      const { body: project } = await engine.post('/local/projects', key);
      const here = await save('mine', classify);
      const scope = `project_id=${project.id}`;
      const there = await engine.post(`${path}?${scope}`, { name: 'mine', parameters: classify });
      assert.equal(there.status, 201);
      assert.notEqual(there.body.id, here.id);
      assert.deepEqual(await named(`${scope}&product_type=classify_v2`), ['mine']);
      assert.equal((await engine.get(`${path}/${here.id}?${scope}`)).status, 404);
      assert.equal((await engine.request('PUT', `${path}/${here.id}?${scope}`, { name: 'x' })).status, 404);
      assert.equal((await engine.request('DELETE', `${path}/${here.id}?${scope}`)).status, 404);
      assert.equal((await engine.get(`${path}/cfg-PARSE_FAST?${scope}`)).status, 200);
      const batch = {
        source_directory_id: (await engine.post(`/api/v1/beta/directories?${scope}`, { name: 'd' })).body.id,
        config: { job: { type: 'parse_v2', configuration_id: (await save('p', parse())).id } },
      };
      const { status, body } = await engine.post(`/api/v2/batches?${scope}`, batch);
      assert.deepEqual([status, body.detail], [404, 'Configuration not found']);
    });

    it('gives the same id to saves at the same time', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => save('mine', extract({ system_prompt: `p${i % 5}` }))),
      );
      assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
      assert.equal((await list('name=mine&latest_only=true')).items.length, 1);
    });

    it('survives a restart', async () => {
      const saved = await save('mine', classify);
      await engine.reopen();
      assert.deepEqual((await engine.get(`${path}/${saved.id}`)).body, saved);
      assert.equal((await save('mine', classify)).id, saved.id);
    });
  });

  describe('parameters', () => {
    it('come back with the defaults of the API', async () => {
      const kept = async (parameters: object) => (await save('n', parameters))['parameters'];
      assert.deepEqual(await kept(extract()), {
        ...{ product_type: 'extract_v2', data_schema: dataSchema, tier: 'cost_effective', version: 'latest' },
        ...{ extraction_target: 'per_doc', parse_tier: null, parse_config_id: null, cite_sources: false },
        ...{ confidence_scores: false, disable_cache: false, max_pages: null, target_pages: null },
        ...{ system_prompt: null, spreadsheet_mode: false, sheet_names: null },
      });
      assert.deepEqual(await kept({ ...classify, parsing_configuration: {} }), {
        ...{ ...classify, mode: 'FAST' },
        parsing_configuration: { lang: 'en', target_pages: null, max_pages: null },
      });
      assert.deepEqual(await kept({ product_type: 'split_v1', categories: [{ name: 'c' }] }), {
        ...{ product_type: 'split_v1', categories: [{ name: 'c', description: null }] },
        splitting_strategy: { allow_uncategorized: 'include' },
      });
      assert.deepEqual(await kept({ product_type: 'spreadsheet_v1' }), {
        ...{ product_type: 'spreadsheet_v1', tier: 'agentic', sheet_names: null, include_hidden_cells: true },
        ...{ extraction_range: null, flatten_hierarchical_tables: false, specialization: null },
        ...{ generate_additional_metadata: true, use_experimental_processing: false },
        table_merge_sensitivity: 'strong',
      });
      const own = { product_type: 'unknown', a: { b: [1, null] }, tier: 7 };
      assert.deepEqual(await kept(own), own);
    });

    it('are checked for each product, and those of a parse know no other keys', async () => {
      assert.deepEqual(await issues({ product_type: 'parse_v3' }), ['body.parameters.product_type enum']);
      assert.deepEqual(await issues({}), ['body.parameters.product_type missing']);
      assert.deepEqual(await issues(extract({ tier: 'slow', max_pages: 0 })), [
        'body.parameters.tier enum',
        'body.parameters.max_pages greater_than_equal',
      ]);
      assert.deepEqual(await issues({ product_type: 'extract_v2' }), ['body.parameters.data_schema missing']);
      assert.deepEqual(await issues(parse({ output_options: { markdwn: {} } })), [
        'body.parameters.output_options.markdwn extra_forbidden',
      ]);
      assert.deepEqual(await issues({ product_type: 'classify_v2', rules: [] }), [
        'body.parameters.rules too_short',
      ]);
      const rule = { type: 't'.repeat(51), description: 'short' };
      assert.deepEqual(await issues({ product_type: 'classify_v2', rules: [rule] }), [
        'body.parameters.rules.0.type string_too_long',
        'body.parameters.rules.0.description string_too_short',
      ]);
      const categories = Array.from({ length: 501 }, () => ({ name: 'c' }));
      assert.deepEqual(await issues({ product_type: 'split_v1', categories }), [
        'body.parameters.categories too_long',
      ]);
      assert.deepEqual(await issues({ product_type: 'spreadsheet_v1', tier: 'fast' }), [
        'body.parameters.tier enum',
      ]);
      let deep: object = {};
      for (let i = 0; i < 200; i++) deep = { deep };
      assert.deepEqual(await issues({ product_type: 'unknown', deep }), ['body.parameters value_error']);
    });

    it('of an extraction go together', async () => {
      assert.deepEqual(await issues(extract({ spreadsheet_mode: true, cite_sources: true })), [
        'body.parameters.spreadsheet_mode value_error',
        'body.parameters.cite_sources value_error',
      ]);
      assert.deepEqual(await issues(extract({ tier: 'turbo', parse_tier: 'fast' })), [
        'body.parameters.parse_tier value_error',
      ]);
      assert.deepEqual(await issues(extract({ target_pages: '3-1' })), [
        'body.parameters.target_pages value_error',
      ]);
      await save('sheets', extract({ spreadsheet_mode: true, tier: 'agentic_plus', sheet_names: ['A'] }));
    });

    it('hold a schema that an extraction would take, kept as it was written', async () => {
      assert.deepEqual(
        await refusal('POST', path, { name: 'n', parameters: extract({ data_schema: { type: 'array' } }) }),
        [400, 'schema_validation: The root of the schema must be of type object.'],
      );
      const schema = { properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { type: 'string' } } };
      const saved = await save('n', extract({ data_schema: schema }));
      assert.deepEqual((saved['parameters'] as { data_schema: object }).data_schema, schema);
    });
  });

  it('refuses names that are none', async () => {
    const parameters = classify;
    for (const body of [{ parameters }, { name: '', parameters }, { name: 'n'.repeat(256), parameters }]) {
      assert.equal((await engine.post(path, body)).status, 422);
    }
    assert.deepEqual(await refusal('POST', `${path}?project_id=none`, { name: 'n', parameters }), [
      404,
      'Project not found',
    ]);
  });

  describe('the list', () => {
    beforeEach(async () => {
      await save('a', extract());
      await save('b', parse());
      await save('a', extract({ tier: 'agentic' }));
      await save('c', classify);
    });
    const presets = ['Fast', 'Cost Effective', 'Agentic', 'Agentic Plus'];

    it('has every version newest first, then the presets', async () => {
      assert.deepEqual(await named(), ['c', 'a', 'b', 'a', ...presets]);
      assert.deepEqual(await named('latest_only=true'), ['c', 'a', 'b', ...presets]);
    });

    it('filters by name and by products', async () => {
      assert.deepEqual(await named('name=a'), ['a', 'a']);
      assert.deepEqual(await named('name=a&latest_only=1'), ['a']);
      assert.deepEqual(await named('name=Agentic'), ['Agentic']);
      assert.deepEqual(await named('product_type=extract_v2&product_type=classify_v2'), ['c', 'a', 'a']);
      assert.deepEqual(await named('product_type[]=parse_v2&product_type[]=split_v1'), ['b', ...presets]);
      assert.deepEqual(await named('product_type=split_v1'), []);
      assert.equal((await engine.get(`${path}?product_type=other`)).status, 422);
      assert.equal((await engine.get(`${path}?project_id=none`)).status, 404);
    });

    it('comes in pages of any size', async () => {
      const all = await named();
      for (let size = 1; size <= all.length + 1; size++) {
        const seen: unknown[] = [];
        let token: string | null = '';
        while (token !== null) {
          const page = await list(`page_size=${size}&page_token=${token}`);
          assert.ok(page.items.length > 0 && page.items.length <= size);
          seen.push(...page.items.map(item => item['name']));
          token = page.next_page_token;
        }
        assert.deepEqual(seen, all, `pages of ${size}`);
      }
      assert.deepEqual((await engine.get(`${path}?page_token=x`)).status, 400);
    });

    it('is not upset by a save between two pages', async () => {
      const first = await list('page_size=2');
      await save('d', classify);
      const second = await list(`page_size=100&page_token=${first.next_page_token}`);
      assert.deepEqual(
        second.items.map(item => item['name']),
        ['b', 'a', ...presets],
      );
    });
  });

  describe('updating', () => {
    it('renames without a new version, and saves parameters as one', async () => {
      const saved = await save('a', extract());
      clock.advance(1000);
      const renamed = await engine.request('PUT', `${path}/${saved.id}`, { name: 'b', parameters: null });
      assert.equal(renamed.status, 200);
      assert.deepEqual(renamed.body, { ...saved, name: 'b', updated_at: '2026-01-01T00:00:01.000Z' });
      clock.advance(1000);
      const changed = await engine.request('PUT', `${path}/${saved.id}`, {
        parameters: extract({ tier: 'agentic' }),
      });
      assert.equal(changed.body['version'], '2026-01-01T00:00:02.000Z');
      assert.equal(changed.body['name'], 'b');
      assert.deepEqual(await named('product_type=extract_v2'), ['b', 'b']);
      assert.deepEqual((await engine.request('PUT', `${path}/${saved.id}`, {})).body, changed.body);
    });

    it('refuses a name that is taken, another product, and presets', async () => {
      const saved = await save('a', extract());
      await save('b', extract());
      await save('c', classify);
      const put = (body: object, id = saved.id) => refusal('PUT', `${path}/${id}`, body);
      assert.deepEqual(await put({ name: 'b' }), [
        400,
        'Another configuration of extract_v2 is already named "b".',
      ]);
      assert.equal((await put({ name: 'c' }))[0], 200);
      assert.equal((await put({ name: 'c' }))[0], 200);
      const [status, detail] = await put({ parameters: classify });
      assert.equal(status, 400);
      assert.match(String(detail), /cannot become one of classify_v2/);
      assert.deepEqual(await put({ name: 'x' }, 'cfg-PARSE_AGENTIC'), [
        400,
        'cfg-PARSE_AGENTIC is built in and cannot be changed. Save one of your own instead.',
      ]);
      assert.deepEqual(await put({ name: 'x' }, 'cfg-none'), [404, 'Configuration not found']);
      assert.equal((await put({ parameters: extract({ data_schema: {} }) }))[0], 400);
      assert.equal((await put({ name: '' }))[0], 422);
    });
  });

  it('deletes all versions, but no preset', async () => {
    const saved = await save('a', extract());
    await save('a', extract({ tier: 'agentic' }));
    const answer = await engine.request('DELETE', `${path}/${saved.id}`);
    assert.deepEqual([answer.status, answer.body], [204, null]);
    assert.deepEqual(await refusal('GET', `${path}/${saved.id}`), [404, 'Configuration not found']);
    assert.deepEqual(await refusal('DELETE', `${path}/${saved.id}`), [404, 'Configuration not found']);
    assert.deepEqual(await named('name=a'), []);
    assert.notEqual((await save('a', extract())).id, saved.id);
    assert.deepEqual(await refusal('DELETE', `${path}/cfg-PARSE_FAST`), [
      400,
      'cfg-PARSE_FAST is built in and cannot be deleted. Save one of your own instead.',
    ]);
  });
});
