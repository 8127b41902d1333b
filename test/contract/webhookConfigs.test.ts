import assert from 'node:assert/strict';
import type { WebhookConfigResponse } from '@llamaindex/llama-cloud/resources/webhook-configs';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';

const webhook_url = 'https://example.com/webhooks/llamacloud';
const missing = /^Webhook configuration not found$/i;

describe('webhook configurations', () => {
  const server = useServer();
  const configs = () => server.sdk.webhookConfigs;

  it('keeps one, and its secret to itself', async () => {
    const made = await configs().create({
      webhook_url,
      webhook_events: ['batch.success', 'parse.error'],
      webhook_headers: { 'X-Station': 'FG-170' },
      webhook_output_format: 'json',
      webhook_signing_secret: 'a secret',
    });
    assert.match(made.id, /^whc-/);
    const [project] = await server.sdk.projects.list();
    assert.deepEqual(
      { ...made, id: '', created_at: '', updated_at: '' },
      {
        id: '',
        has_secret: true,
        tenant_id: project?.id,
        tenant_type: 'project',
        webhook_url,
        webhook_events: ['batch.success', 'parse.error'],
        webhook_headers: { 'X-Station': 'FG-170' },
        webhook_output_format: 'json',
        created_at: '',
        updated_at: '',
      },
    );
    assert.deepEqual(await configs().retrieve(made.id), made);
    const listed = (await configs().list()).find(one => one.id === made.id);
    assert.deepEqual(listed, made);
  });

  it('keeps one of a URL alone', async () => {
    const made = await configs().create({ webhook_url });
    assert.equal(made.has_secret, false);
    assert.deepEqual(made.webhook_events ?? null, null);
    assert.deepEqual(made.webhook_headers ?? null, null);
  });

  it('lists them newest first', async () => {
    const ids: string[] = [];
    for (const _ of [1, 2]) ids.unshift((await configs().create({ webhook_url })).id);
    assert.deepEqual(
      (await configs().list()).slice(0, 2).map(one => one.id),
      ids,
    );
  });

  it('lists them in pages and counts them, in version 2', async () => {
    const all = (await configs().list()).map(one => one.id);
    const ids: string[] = [];
    let page_token = '';
    do {
      const query = new URLSearchParams({ page_size: '1', page_token, include_total: 'true' });
      const { status, body } = await server.request('GET', `/api/v2/webhook-configs?${query}`);
      assert.equal(status, 200);
      const page = body as { items: WebhookConfigResponse[]; next_page_token?: string; total_size: number };
      assert.equal(page.total_size, all.length);
      ids.push(...page.items.map(one => one.id));
      page_token = page.next_page_token ?? '';
    } while (page_token);
    assert.deepEqual(ids, all);
    const { body } = await server.request('GET', '/api/v2/webhook-configs');
    assert.equal((body as { total_size?: number | null }).total_size ?? null, null);
  });

  it('changes what a request names, and nothing else', async () => {
    const made = await configs().create({
      webhook_url,
      webhook_signing_secret: 'a',
      webhook_output_format: 'json',
    });
    const changed = await configs().update(made.id, { webhook_events: ['parse.success'] });
    assert.deepEqual(
      { ...changed, updated_at: made.updated_at },
      { ...made, webhook_events: ['parse.success'] },
    );
    const moved = await configs().update(made.id, { webhook_url: `${webhook_url}/2` });
    assert.equal(moved.webhook_url, `${webhook_url}/2`);
    assert.deepEqual(moved.webhook_events, ['parse.success']);
    assert.equal((await configs().update(made.id, { webhook_signing_secret: 'b' })).has_secret, true);
    assert.deepEqual(await configs().update(made.id, {}), await configs().retrieve(made.id));
  });

  it('deletes one', async () => {
    const { id } = await configs().create({ webhook_url });
    assert.equal(await configs().delete(id), null);
    await refused(server, 404, missing, () => configs().retrieve(id));
    await refused(server, 404, missing, () => configs().update(id, {}));
    await refused(server, 404, missing, () => configs().delete(id));
    assert.ok(!(await configs().list()).some(one => one.id === id));
  });

  it('422: an event that does not exist, no URL', async () => {
    await refused(server, 422, /"loc":\["body","webhook_events",0/, () =>
      configs().create({ webhook_url, webhook_events: ['batch.lost' as 'batch.error'] }),
    );
    await refused(server, 422, /"loc":\["body","webhook_url"\]/, () =>
      configs().create({} as { webhook_url: string }),
    );
  });

  it('names at most four in a batch, all of them there', async () => {
    const { id: source_directory_id } = await server.sdk.beta.directories.create({ name: 'webhooks' });
    const create = (webhook_configuration_ids: string[]) => () =>
      server.sdk.batches.create({
        source_directory_id,
        config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } },
        webhook_configuration_ids,
      });
    const upload_file = new File(['a'], 'a.txt');
    await server.sdk.beta.directories.files.upload(source_directory_id, { upload_file });
    await refused(server, 404, 'Webhook configuration whc-none not found', create(['whc-none']));
    await refused(
      server,
      422,
      /"webhook_configuration_ids"/,
      create(Array.from({ length: 5 }, () => 'whc-none')),
    );
    assert.deepEqual(await collect(server.sdk.batches.list({ source_directory_id })), []);
  });
});
