import assert from 'node:assert/strict';
import type { BatchCreateParams } from '@llamaindex/llama-cloud/resources/batches';
import { useServer } from './harness/contractServer';
import { type Delivery, Receiver, signatureOf } from './harness/receiver';

type Hooks = Pick<BatchCreateParams, 'webhook_configurations' | 'webhook_configuration_ids'>;

const secret = 'a shared secret';
const ends = ['success', 'error', 'cancelled', 'partial_success'];
const hasEnded = (product: string) => (events: string[]) =>
  ends.some(end => events.includes(`${product}.${end}`));
const kinds = (deliveries: Delivery[]) => deliveries.map(one => one.payload.event_type).sort();

describe('webhook deliveries', function () {
  this.timeout(60_000);
  const server = useServer();
  const receiver = new Receiver();
  let source_directory_id: string;
  let file_id: string;

  before(async () => {
    await receiver.start();
    ({ id: source_directory_id } = await server.sdk.beta.directories.create({ name: 'webhooks' }));
    const upload_file = new File(['Tide table'], 'tides.txt');
    const file = await server.sdk.beta.directories.files.upload(source_directory_id, { upload_file });
    file_id = file.file_id ?? '';
  });
  after(() => receiver.stop());

  const batch = (hooks: Hooks) =>
    server.sdk.batches.create({
      source_directory_id,
      config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } },
      ...hooks,
    });

  it('tells every step of a batch, signed, with the headers that were asked for', async () => {
    const { id } = await batch({
      webhook_configurations: [
        {
          webhook_url: receiver.url('/batch'),
          webhook_headers: { 'X-Station': 'FG-170' },
          webhook_signing_secret: secret,
          webhook_output_format: 'json',
        },
      ],
    });
    const all = await receiver.received('/batch', hasEnded('batch'));
    const mine = all.filter(one => one.payload.event_type.startsWith('batch.'));
    for (const event of ['batch.pending', 'batch.running', 'batch.success']) {
      assert.ok(kinds(mine).includes(event), event);
    }
    for (const { headers, raw, payload } of mine) {
      assert.equal(headers['lc-signature'], signatureOf(raw, secret));
      assert.equal(headers['user-agent'], 'llamaindex-webhook-service/1.0');
      assert.equal(headers['x-webhook-event-id'], payload.event_id);
      assert.equal(headers['x-webhook-event-type'], payload.event_type);
      assert.equal(headers['x-station'], 'FG-170');
      assert.match(headers['content-type'] ?? '', /^application\/json/);
      assert.ok(payload.event_id);
      assert.ok(Math.abs(payload.timestamp - Date.now() / 1000) < 60, `${payload.timestamp}`);
      assert.equal(payload.data['id'], id);
      const state = { pending: 'PENDING', running: 'RUNNING', success: 'COMPLETED' };
      const step = payload.event_type.replace('batch.', '') as keyof typeof state;
      assert.equal(payload.data['status'], state[step]);
    }
    assert.equal(new Set(mine.map(one => one.payload.event_id)).size, mine.length);
  });

  it('wraps the payload in a text where nothing else is asked, and signs only with a secret', async () => {
    await batch({ webhook_configurations: [{ webhook_url: receiver.url('/text') }] });
    const [delivery] = await receiver.received('/text', hasEnded('batch'));
    assert.ok(delivery);
    const body: unknown = JSON.parse(delivery.raw.toString('utf8'));
    assert.equal(typeof body, 'string');
    assert.deepEqual(Object.keys(JSON.parse(body as string)).sort(), [
      'data',
      'event_id',
      'event_type',
      'timestamp',
    ]);
    assert.equal(delivery.headers['lc-signature'], undefined);
  });

  it('tells what was subscribed to, and nothing else', async () => {
    await batch({
      webhook_configurations: [{ webhook_url: receiver.url('/some'), webhook_events: ['batch.success'] }],
    });
    assert.deepEqual(kinds(await receiver.received('/some', hasEnded('batch'))), ['batch.success']);
  });

  it('goes by a saved configuration, which may be deleted meanwhile', async () => {
    const { id } = await server.sdk.webhookConfigs.create({
      webhook_url: receiver.url('/saved'),
      webhook_events: ['batch.success'],
      webhook_signing_secret: secret,
      webhook_output_format: 'json',
    });
    await batch({ webhook_configuration_ids: [id] });
    await server.sdk.webhookConfigs.delete(id);
    const [delivery] = await receiver.received('/saved', hasEnded('batch'));
    assert.equal(delivery?.headers['lc-signature'], signatureOf(delivery?.raw ?? Buffer.of(), secret));
  });

  it('tries again with the same event when it is refused', async () => {
    receiver.answers.push(500, 503);
    await batch({
      webhook_configurations: [{ webhook_url: receiver.url('/again'), webhook_events: ['batch.success'] }],
    });
    const tries = await receiver.received('/again', events => events.length === 3);
    assert.equal(new Set(tries.map(one => one.payload.event_id)).size, 1);
    assert.equal(new Set(tries.map(one => one.raw.toString())).size, 1);
  });

  it('tells the steps of a parse job', async () => {
    const hook = { webhook_url: receiver.url('/parse'), webhook_output_format: 'json' as const };
    const job = await server.sdk.parsing.create({
      ...{ tier: 'agentic', version: 'latest', file_id, disable_cache: true },
      webhook_configurations: [hook],
    });
    const deliveries = await receiver.received('/parse', hasEnded('parse'));
    for (const event of ['parse.pending', 'parse.running', 'parse.success']) {
      assert.ok(kinds(deliveries).includes(event), event);
    }
    for (const { payload } of deliveries) assert.equal(payload.data['id'] ?? payload.data['job_id'], job.id);
  });

  it('tells the failure of a parse job', async () => {
    const { id } = await server.sdk.files.create({
      file: new File(['%PDF-1.7 broken'], 'a.pdf'),
      purpose: 'parse',
    });
    await server.sdk.parsing.create({
      ...{ tier: 'agentic', version: 'latest', file_id: id },
      webhook_configurations: [{ webhook_url: receiver.url('/failed'), webhook_events: ['parse.error'] }],
    });
    const [delivery] = await receiver.received('/failed', hasEnded('parse'));
    assert.equal(delivery?.payload.data['status'], 'FAILED');
  });

  for (const product of ['extract', 'classify'] as const) {
    it(`tells the steps of a ${product} job`, async () => {
      const webhook_configurations = [{ webhook_url: receiver.url(`/${product}`) }];
      if (product === 'extract') {
        const configuration = { data_schema: { type: 'object', properties: { total: { type: 'number' } } } };
        await server.sdk.extract.create({ file_input: file_id, configuration, webhook_configurations });
      } else {
        const configuration = { rules: [{ type: 'invoice', description: 'Has an invoice number.' }] };
        await server.sdk.classify.create({ file_input: file_id, configuration, webhook_configurations });
      }
      const deliveries = await receiver.received(`/${product}`, hasEnded(product));
      assert.ok(kinds(deliveries).includes(`${product}.pending`), kinds(deliveries).join());
    });
  }

  it('tells that a batch was cancelled', async () => {
    const { id } = await batch({
      webhook_configurations: [{ webhook_url: receiver.url('/cancelled') }],
    });
    const isCancelled = await server.sdk.batches.cancel(id).then(
      () => true,
      () => false, // It was faster.
    );
    const deliveries = await receiver.received('/cancelled', hasEnded('batch'));
    const end = isCancelled ? 'batch.cancelled' : 'batch.success';
    assert.deepEqual(
      kinds(deliveries).filter(kind => hasEnded('batch')([kind])),
      [end],
    );
  });
});
