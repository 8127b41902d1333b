import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Outbound } from '../../../../src/engine/outbound/outbound';
import type { DeliveryRow } from '../../../../src/engine/store/webhookOutbox';
import type { Hook } from '../../../../src/engine/webhooks/hooks';
import { createPost } from '../../../../src/engine/webhooks/post';
import { LocalServer } from '../outbound/servers';

const payload = {
  event_id: 'e-1',
  event_type: 'parse.success',
  timestamp: 1767225600.5,
  data: { id: 'pjb-ü' },
};

describe('a webhook', () => {
  let server: LocalServer;
  let outbound: Outbound;
  beforeEach(async () => {
    server = await LocalServer.start();
    outbound = new Outbound({ allowPrivateNetwork: false });
  });
  afterEach(async () => {
    await outbound.dispose();
    await server.stop();
  });

  const send = (
    hook: Partial<Hook> = {},
    signal = new AbortController().signal,
    out: Pick<Outbound, 'send'> = outbound,
  ) => {
    const url = server.url('127.0.0.1', '/hook?key=1');
    const delivery: DeliveryRow = {
      ...{ id: 1, lane: '', receiver: '', subject_id: 'pjb-1', tries: 0, due_at: 0 },
      ...{ event_id: 'e-1', event_type: 'parse.success', payload: JSON.stringify(payload) },
      hook: { url, events: null, headers: null, output_format: 'json', signing_secret: null, ...hook },
    };
    return createPost(out)(delivery, signal);
  };
  const got = () => {
    const request = server.requests.at(-1);
    assert.ok(request);
    return request;
  };

  it('is a POST with the headers that LlamaCloud sends', async () => {
    assert.equal(await send(), 200);
    const { method, url, headers } = got();
    assert.deepEqual([method, url], ['POST', '/hook?key=1']);
    assert.equal(headers['user-agent'], 'llamaindex-webhook-service/1.0');
    assert.equal(headers['x-webhook-event-id'], 'e-1');
    assert.equal(headers['x-webhook-event-type'], 'parse.success');
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers['lc-signature'], undefined);
  });

  it('carries the payload, or a string that holds it', async () => {
    await send({ output_format: 'json' });
    assert.deepEqual(JSON.parse(got().body), payload);
    await send({ output_format: 'string' });
    assert.deepEqual(JSON.parse(JSON.parse(got().body)), payload);
  });

  it('is signed over the raw body, in either form', async () => {
    for (const output_format of ['json', 'string'] as const) {
      await send({ output_format, signing_secret: 'whsec_ü' });
      const { headers, body } = got();
      const expected = createHmac('sha256', 'whsec_ü').update(Buffer.from(body)).digest('hex');
      assert.equal(headers['lc-signature'], `sha256=${expected}`);
    }
  });

  it('carries the custom headers, which replace none of its own but the content type', async () => {
    const custom = {
      ...{ Authorization: 'Bearer key', 'Content-type': 'application/json; charset=utf-8' },
      ...{ 'user-agent': 'mine', 'X-WEBHOOK-EVENT-ID': 'mine', 'lc-signature': 'mine' },
    };
    await send({ headers: custom, signing_secret: 'secret' });
    const { headers } = got();
    assert.equal(headers.authorization, 'Bearer key');
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(headers['user-agent'], 'llamaindex-webhook-service/1.0');
    assert.equal(headers['x-webhook-event-id'], 'e-1');
    assert.match(String(headers['lc-signature']), /^sha256=[0-9a-f]{64}$/);
  });

  it('takes any answer for an answer, redirects too, and reads little of it', async () => {
    for (const status of [200, 204, 302, 410, 500]) {
      server.answer = (_request, response) =>
        void response.writeHead(status, { location: server.url('127.0.0.1', '/other') }).end();
      assert.equal(await send(), status);
    }
    assert.equal(server.requests.length, 5);
    let sent = 0;
    server.answer = (_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      };
      response.on('drain', more);
      more();
    };
    assert.equal(await send(), 200);
    assert.ok(sent < 32 * 1024 * 1024);
  });

  it('counts as answered once the status is there, whatever becomes of the rest', async () => {
    server.answer = (_request, response) =>
      void response.writeHead(200, { 'content-length': '5' }).write('a', () => response.destroy());
    assert.equal(await send(), 200);
  });

  it('counts as answered, too, where the rest takes until the time is over', async () => {
    const time = new AbortController();
    server.answer = (_request, response) =>
      void response.writeHead(202, { 'content-length': '5' }).write('a');
    const lateAfterHead = {
      send: async (...args: Parameters<Outbound['send']>) => {
        const answer = await outbound.send(...args);
        setImmediate(() => time.abort());
        return answer;
      },
    };
    assert.equal(await send({}, time.signal, lateAfterHead), 202);
  });

  it('is not sent into a private network', async () => {
    await assert.rejects(send({ url: 'http://192.168.0.1/' }), /^OutboundError: The URL leads to an address/);
    await assert.rejects(
      send({ url: 'http://169.254.169.254/' }),
      /^OutboundError: The URL leads to an address/,
    );
  });
});
