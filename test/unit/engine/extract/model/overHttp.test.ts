import assert from 'node:assert/strict';
import { systemClock } from '../../../../../src/base/clock';
import { fillByModel } from '../../../../../src/engine/extract/model/fillByModel';
import { resultOf } from '../../../../../src/engine/extract/output/resultOf';
import { EndpointProvider, endpointOutbound } from '../../../../../src/engine/models/endpoint';
import { ModelFailure } from '../../../../../src/engine/models/types';
import type { Outbound } from '../../../../../src/engine/outbound/outbound';
import * as replies from '../../../../support/modelServer';
import { ModelServer, type Reply } from '../../../../support/modelServer';
import { fields, printed } from '../grounding/documents';

const root = fields({
  number: { type: 'string' },
  items: { type: 'array', items: { type: 'object', properties: { price: { type: 'number' } } } },
});
const document = printed(['Invoice number  RE-7\n\nPen    1,50', 'Ink    9,00']);
const value = { number: 'RE-7', items: [{ price: 1.5 }, { price: 9 }] };
const good = replies.answer(value);

/** Answers with what the question's pages have. */
const byPage: Reply = replies.byQuestion(question =>
  replies.answer({
    number: question.includes('[Page 1]') ? 'RE-7' : null,
    items: [...question.matchAll(/(?:Pen|Ink) +(\d),(\d\d)/g)].map(([, a, b]) => ({
      price: Number(`${a}.${b}`),
    })),
  }),
);

describe('a schema that a server’s model fills', () => {
  let server: ModelServer;
  let outbound: Outbound;
  beforeEach(async () => {
    server = await ModelServer.start();
    outbound = endpointOutbound(10_000);
  });
  afterEach(async () => {
    await outbound.dispose();
    await server.stop();
  });

  const fill = async (signal = new AbortController().signal) => {
    const provider = new EndpointProvider({
      ...{ url: server.url, key: null, model: 'm', contextTokens: null, answerMs: 10_000 },
      ...{ outbound, clock: systemClock },
    });
    return resultOf((await fillByModel({ document, root, provider, systemPrompt: null, signal })).filled);
  };

  for (const [name, sequence, questions] of [
    ['is good', [good], 1],
    ['is in a fence', [replies.fenced(value)], 1],
    ['comes after its thoughts', [replies.thinking(value)], 1],
    ['is no JSON at first', [replies.invalidJson, good], 2],
    ['has wrong types at first', [replies.answer({ number: {}, items: 'none' }), good], 2],
    ['is cut off until it reads less', [replies.cutOff(value), byPage], 3],
    ['comes after it was asked too much', [replies.tooMany('0'), good], 2],
    ['comes when it has loaded', [replies.loading, good], 2],
    ['cannot be given a schema', [replies.withoutFormats(good, 'json_schema', 'json_object')], 3],
    ['comes late', [replies.slow(new Promise(resolve => setImmediate(resolve)), good)], 1],
    ['comes without a count of tokens', [replies.says(JSON.stringify(value), { usage: null })], 1],
  ] as const) {
    it(`is filled where the answer ${name}`, async () => {
      server.replay(...sequence);
      assert.deepEqual(await fill(), value);
      assert.equal(server.questions.length, questions);
    }).timeout(5000);
  }

  for (const [name, reply, message] of [
    ['refuses', replies.refused, /refuses to read this document/],
    ['never gives JSON', replies.invalidJson, /answered twice with something/],
    ['always breaks off', replies.cutOff(value), /break off/],
    ['does not know the key', replies.unauthorized, /does not accept the key/],
    ['is a web page', replies.html, /does not answer as a language model/],
  ] as const) {
    it(`is not filled, and says why, where the server ${name}`, async () => {
      server.replay(reply);
      await assert.rejects(fill(), error => {
        assert.ok(error instanceof ModelFailure, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('is left when it is cancelled', async () => {
    const cancel = new AbortController();
    server.replay(() => cancel.abort());
    await assert.rejects(fill(cancel.signal), { name: 'AbortError' });
  });
});
