import assert from 'node:assert/strict';
import { webhookConfig, webhookConfigPage, webhookConfigs } from '../../../../src/protocol/webhookConfigs';
import { FakeClock } from '../fakes';
import { TestEngine } from '../testEngine';

const route = '/api/v1/beta/webhook-configs';
const url = 'https://example.com/hook';

describe('the routes of webhook configurations', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
  });
  afterEach(() => engine.dispose());

  const create = async (body: object = { webhook_url: url }) => {
    const answer = await engine.post(route, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return webhookConfig.parse(answer.body);
  };
  const full = {
    webhook_url: url,
    webhook_events: ['parse.success', 'batch.cancelled'],
    webhook_headers: { Authorization: 'Bearer key' },
    webhook_output_format: 'json',
    webhook_signing_secret: 'whsec_1',
  };

  it('save one and never tell its secret', async () => {
    const { body: project } = await engine.get('/api/v1/projects');
    const made = await create(full);
    assert.match(made.id, /^whc-/);
    const at = new Date(clock.now()).toISOString();
    const expected = {
      ...{ id: made.id, tenant_type: 'project', tenant_id: (project as unknown as { id: string }[])[0]?.id },
      ...{ webhook_url: url, has_secret: true, webhook_headers: full.webhook_headers },
      ...{
        webhook_events: full.webhook_events,
        webhook_output_format: 'json',
        created_at: at,
        updated_at: at,
      },
    };
    assert.deepEqual(made, expected);
    assert.deepEqual(await engine.get(`${route}/${made.id}`), { status: 200, body: expected });
    const bare = await create();
    assert.deepEqual(
      [bare.has_secret, bare.webhook_events, bare.webhook_headers, bare.webhook_output_format],
      [false, null, null, null],
    );
    assert.equal((await create({ ...full, webhook_signing_secret: '' })).has_secret, false);
  });

  it('change what is named, and clear what is null', async () => {
    const { id } = await create(full);
    clock.advance(1000);
    const put = async (body: object) => {
      const answer = await engine.request('PUT', `${route}/${id}`, body);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return webhookConfig.parse(answer.body);
    };
    const moved = await put({ webhook_url: 'https://example.com/other' });
    assert.equal(moved.updated_at, new Date(clock.now()).toISOString());
    assert.deepEqual(
      { ...moved, created_at: null, updated_at: null },
      {
        ...{ id, tenant_type: 'project', tenant_id: moved.tenant_id, has_secret: true },
        ...{ webhook_url: 'https://example.com/other', webhook_events: full.webhook_events },
        ...{ webhook_headers: full.webhook_headers, webhook_output_format: 'json' },
        ...{ created_at: null, updated_at: null },
      },
    );
    const cleared = await put({
      ...{ webhook_url: null, webhook_events: null, webhook_headers: null },
      ...{ webhook_output_format: null, webhook_signing_secret: null },
    });
    assert.deepEqual(
      [cleared.webhook_url, cleared.webhook_events, cleared.webhook_headers, cleared.has_secret],
      ['https://example.com/other', null, null, false],
    );
    assert.equal((await put({ webhook_signing_secret: 'new' })).has_secret, true);
    assert.equal((await put({})).has_secret, true);
  });

  it('list them newest first, whole or in pages', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift((await create()).id);
    const all = webhookConfigs.parse((await engine.get(route)).body);
    assert.deepEqual(
      all.map(config => config.id),
      ids,
    );
    const seen: string[] = [];
    let token = '';
    do {
      const { body } = await engine.get(
        `/api/v2/webhook-configs?page_size=2&page_token=${token}&include_total=true`,
      );
      const page = webhookConfigPage.parse(body);
      assert.equal(page.total_size, 5);
      seen.push(...page.items.map(config => config.id));
      token = page.next_page_token ?? '';
    } while (token);
    assert.deepEqual(seen, ids);
    assert.equal((await engine.get('/api/v2/webhook-configs')).body['total_size'], null);
  });

  it('delete one for good', async () => {
    const { id } = await create();
    assert.deepEqual(await engine.request('DELETE', `${route}/${id}`), { status: 204, body: null });
    const gone = { status: 404, body: { detail: 'Webhook configuration not found' } };
    for (const [method, payload] of [['GET'], ['PUT', {}], ['DELETE']] as const)
      assert.deepEqual(await engine.request(method, `${route}/${id}`, payload), gone);
    assert.deepEqual((await engine.get(route)).body, []);
  });

  it('know none of another project', async () => {
    const { id } = await create();
    const other = '?project_id=00000000-0000-4000-8000-000000000000';
    for (const [method, path, payload] of [
      ['GET', `${route}/${id}${other}`],
      ['PUT', `${route}/${id}${other}`, {}],
      ['DELETE', `${route}/${id}${other}`],
      ['GET', `${route}${other}`],
      ['POST', `${route}${other}`, { webhook_url: url }],
      ['GET', `/api/v2/webhook-configs${other}`],
    ] as const)
      assert.equal((await engine.request(method, path, payload)).status, 404, `${method} ${path}`);
  });

  it('refuse one without a URL', async () => {
    const { status, body } = await engine.post(route, {});
    const detail = [{ loc: ['body', 'webhook_url'], msg: 'Field required', type: 'missing' }];
    assert.deepEqual([status, body], [422, { detail }]);
  });

  describe('refuse', () => {
    const refusals: [string, object, (string | number)[], RegExp][] = [
      ['another scheme', { webhook_url: 'ftp://a/b' }, ['webhook_url'], /http or https URL/],
      ['what is no URL', { webhook_url: 'https://' }, ['webhook_url'], /http or https URL/],
      ['a password in the URL', { webhook_url: 'https://u:p@a/b' }, ['webhook_url'], /without a user name/],
      ['a long URL', { webhook_url: `https://a/${'x'.repeat(2100)}` }, ['webhook_url'], /at most 2083/],
      ['an unknown event', { webhook_events: ['parse.done'] }, ['webhook_events', 0], /'batch\.pending'/],
      ['no events at all', { webhook_events: [] }, ['webhook_events'], /at least 1/],
      [
        'an unknown format',
        { webhook_output_format: 'xml' },
        ['webhook_output_format'],
        /'string' or 'json'/,
      ],
      [
        'a header value of another type',
        { webhook_headers: { a: 1 } },
        ['webhook_headers', 'a'],
        /valid string/,
      ],
      [
        'a header name with a line break',
        { webhook_headers: { 'a\r\nb': 'c' } },
        ['webhook_headers', 'a\r\nb'],
        /name/,
      ],
      [
        'a header value with a line break',
        { webhook_headers: { a: 'b\r\nc: d' } },
        ['webhook_headers', 'a'],
        /forbids/,
      ],
      ['a header outside Latin-1', { webhook_headers: { a: '€' } }, ['webhook_headers', 'a'], /forbids/],
      ['headers without end', { webhook_headers: { a: 'x'.repeat(9000) } }, ['webhook_headers'], /too long/],
      ...[
        'Host',
        'content-length',
        'Connection',
        'Transfer-Encoding',
        'User-Agent',
        'X-Webhook-Event-Id',
        'LC-SIGNATURE',
      ].map((name): [string, object, string[], RegExp] => [
        `the header ${name}`,
        { webhook_headers: { [name]: 'x' } },
        ['webhook_headers', name],
        /cannot be replaced$/,
      ]),
    ];
    for (const [what, body, path, message] of refusals) {
      it(what, async () => {
        const { id } = await create();
        const creating = await engine.post(route, { webhook_url: url, ...body });
        const changing = await engine.request('PUT', `${route}/${id}`, body);
        const inline = await engine.post('/api/v2/batches', {
          ...{ source_directory_id: 'dir-1', webhook_configurations: [body] },
          config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' } },
        });
        for (const [{ status, body: answer }, ...before] of [
          [creating, 'body'],
          [changing, 'body'],
          [inline, 'body', 'webhook_configurations', 0],
        ] as const) {
          assert.equal(status, 422, JSON.stringify(answer));
          const [issue] = answer.detail as { loc: unknown[]; msg: string }[];
          assert.deepEqual(issue?.loc, [...before, ...path]);
          assert.match(issue?.msg ?? '', message);
        }
      });
    }
  });
});
