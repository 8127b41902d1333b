import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Clock, systemClock } from '../../../../src/base/clock';
import { EndpointProvider, endpointOutbound } from '../../../../src/engine/models/endpoint';
import { ModelFailure, type ModelFailureReason } from '../../../../src/engine/models/types';
import type { Outbound } from '../../../../src/engine/outbound/outbound';
import { FakeClock } from '../../../support/fakeClock';
import * as replies from '../../../support/modelServer';
import { ModelServer, says } from '../../../support/modelServer';

const request = {
  system: 'You read documents.',
  user: 'Which total?',
  schema: { type: 'object', properties: { total: { type: ['number', 'null'] } } },
  maxOutputTokens: 500,
};
const key = 'sk-secret-4711';
const good = replies.answer({ total: 12 });

describe('a language model behind an address', () => {
  let server: ModelServer;
  let outbound: Outbound;
  let waits: number[];
  const now = Date.UTC(2026, 0, 5, 12);
  /** Waits between tries pass at once, deadlines never come. */
  const clock: Clock = {
    now: () => now,
    setTimeout: (callback, ms) => {
      if (ms > 60_000) return;
      waits.push(ms);
      return setImmediate(callback);
    },
    clearTimeout: handle => clearImmediate(handle as NodeJS.Immediate),
  };
  beforeEach(async () => {
    waits = [];
    server = await ModelServer.start();
    outbound = endpointOutbound(60_000);
  });
  afterEach(async () => {
    await outbound.dispose();
    await server.stop();
  });

  const provider = (options: Partial<ConstructorParameters<typeof EndpointProvider>[0]> = {}) =>
    new EndpointProvider({
      ...{ url: server.url, key, model: 'test-model', contextTokens: null, answerMs: 300_000 },
      ...{ outbound, clock },
      ...options,
    });
  const ask = (model = provider(), signal = new AbortController().signal) => model.ask(request, signal);
  const fails = (asked: Promise<unknown>, reason: ModelFailureReason, message: RegExp) =>
    assert.rejects(asked, error => {
      assert.ok(error instanceof ModelFailure, String(error));
      assert.equal(error.reason, reason);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /sk-|Which total|Incorrect/);
      return true;
    });
  const formats = () => server.questions.map(({ response_format: format }) => format?.type ?? 'none');

  it('is asked with the schema, in the parameter and in words, and answers with its text and its count of tokens', async () => {
    server.replay(good);
    assert.deepEqual(await ask(), {
      ...{ text: '{"total":12}', end: 'complete', inputTokens: 100, outputTokens: 20 },
    });
    const [call] = server.calls;
    assert.equal(call?.path, '/v1/chat/completions');
    assert.equal(call.headers.authorization, `Bearer ${key}`);
    const { messages, ...body } = server.questions[0] ?? assert.fail();
    assert.deepEqual(body, {
      ...{ model: 'test-model', max_tokens: 500, temperature: 0, stream: false },
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', strict: true, schema: request.schema },
      },
    });
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.match(messages[0]?.content ?? '', /^You read documents\.\n\n.*JSON Schema.*\n\{"type":"object"/s);
    assert.equal(messages[1]?.content, 'Which total?');
  });

  it('is asked without a key where there is none, and at whatever form of its address', async () => {
    server.replay(good);
    for (const url of [`${server.url}/`, `${server.url}/chat/completions`, `${server.url}?api-version=1`]) {
      await ask(provider({ url, key: null }));
    }
    assert.deepEqual(
      server.calls.map(({ path, headers }) => [path, headers.authorization]),
      ['', '', '?api-version=1'].map(query => [`/v1/chat/completions${query}`, undefined]),
    );
  });

  it('is asked with less where it refuses a parameter, and not with that again', async () => {
    server.replay(replies.withoutFormats(good, 'json_schema'));
    const model = provider();
    assert.equal((await ask(model)).text, '{"total":12}');
    await ask(model);
    assert.deepEqual(formats(), ['json_schema', 'json_object', 'json_object']);
  });

  it('is asked in words alone where it takes no form of answer', async () => {
    server.replay(replies.withoutFormats(good, 'json_schema', 'json_object'));
    await ask();
    assert.deepEqual(formats(), ['json_schema', 'json_object', 'none']);
  });

  it('is asked with another schema in full where it refused one', async () => {
    server.replay(
      replies.refusing(
        ({ response_format: format }) =>
          format?.type === 'json_schema' ? 'Invalid JSON schema: pattern' : null,
        good,
      ),
    );
    const model = provider();
    await ask(model);
    await ask(model);
    assert.deepEqual(formats(), ['json_schema', 'json_object', 'json_schema', 'json_object']);
  });

  it('is asked as reasoning models want it', async () => {
    server.replay(
      replies.refusing(body => {
        if (body.max_tokens)
          return "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
        return body.temperature === undefined ? null : "'temperature' does not support 0 with this model.";
      }, good),
    );
    const model = provider();
    await ask(model);
    await ask(model);
    assert.equal(server.questions.length, 4);
    const { max_completion_tokens: limit, temperature } = server.questions[3] ?? assert.fail();
    assert.deepEqual([limit, temperature], [500, undefined]);
  });

  for (const [name, reply, end] of [
    ['that refuses', replies.refused, 'refused'],
    ['whose answer is filtered', replies.filtered, 'refused'],
    ['whose answer is cut off', replies.cutOff({ total: 12 }), 'cut'],
    ['that thinks up to its limit', says(null, { finish: 'length' }), 'cut'],
    ['whose context is too small', replies.contextExceeded, 'cut'],
    ['whose gateway filters', replies.json(400, { error: { code: 'content_filter' } }), 'refused'],
  ] as const) {
    it(`says so: one ${name}`, async () => {
      server.replay(reply);
      assert.equal((await ask()).end, end);
      assert.equal(server.questions.length, 1);
    });
  }

  for (const [tokens, words, end] of [
    [4096, 10_000, 'cut'],
    [4096, 3000, 'cut'],
    [4097, 3000, 'complete'],
    [5000, 10_000, 'cut'],
    [6000, 10_000, 'cut'],
    [9001, 10_000, 'complete'],
    [100, 1000, 'complete'],
  ] as const) {
    it(`says ${end} where its server counts ${tokens} tokens for ${words} words`, async () => {
      server.replay(says('{}', { usage: { prompt_tokens: tokens, completion_tokens: 5 } }));
      const long = { ...request, user: 'word '.repeat(words) };
      assert.equal((await provider().ask(long, new AbortController().signal)).end, end);
    });
  }

  it('may give its text in parts, and no count', async () => {
    server.replay(
      replies.json(200, {
        choices: [{ message: { content: [{ type: 'text', text: '{' }, { text: '}' }] } }],
      }),
    );
    assert.deepEqual(await ask(), { text: '{}', end: 'complete', inputTokens: null, outputTokens: null });
  });

  it('is asked again after what passes, as late as it says', async () => {
    const date = new Date(now + 7000).toUTCString();
    server.replay(replies.tooMany('3'), replies.loading, replies.tooMany(date), replies.severed, good);
    assert.equal((await ask()).end, 'complete');
    assert.deepEqual(waits, [3000, 2000, 7000, 8000]);
  });

  for (const [name, reply, reason, message, questions] of [
    [
      'always has too much to do',
      replies.tooMany(),
      'rate_limited',
      /takes no more .*rate_limit_exceeded/,
      5,
    ],
    ['wants a wait of an hour', replies.tooMany('3600'), 'rate_limited', /Try again later/, 1],
    ['has no quota left', replies.quotaUsedUp, 'rate_limited', /insufficient_quota.*account/, 1],
    ['does not take the key', replies.unauthorized, 'auth', /does not accept the key.*enter it again/, 1],
    ['does not know the model', replies.notFound, 'unexpected', /does not know the model test-model/, 1],
    ['is out of order', replies.broken(500), 'unavailable', /out of order \(status 500\)/, 5],
    ['is a web page', replies.html, 'unexpected', /does not answer as a language model.*\/v1/, 1],
    ['answers without choices', replies.json(200, { choices: [] }), 'unexpected', /does not answer as/, 1],
    ['breaks off each time', replies.severed, 'unavailable', /broke off\. Start its server/, 5],
    ['sends too much', replies.huge(5 * 1024 * 1024), 'unexpected', /more than 4 MB/, 1],
    [
      'refuses whatever it is asked',
      replies.broken(400),
      'unexpected',
      /refused the question \(status 400\)/,
      3,
    ],
    ['leads elsewhere', replies.redirect('http://127.0.0.1:1/v1'), 'unexpected', /another address/, 1],
  ] as const) {
    it(`fails with a next step where its server ${name}`, async () => {
      server.replay(reply);
      await fails(ask(), reason, message);
      assert.equal(server.questions.length, questions);
    });
  }

  it('fails with a next step where nobody listens, or the address is none', async () => {
    const gone = await ModelServer.start();
    const { url } = gone;
    await gone.stop();
    await fails(ask(provider({ url })), 'unavailable', /refused the connection\. Start its server/);
    await fails(ask(provider({ url: 'file:///etc/passwd' })), 'unavailable', /not a valid http or https URL/);
  });

  it('never reaches the services that tell a machine its credentials', async () => {
    await fails(ask(provider({ url: 'http://169.254.169.254/v1' })), 'unavailable', /kept for other uses/);
  });

  for (const [name, reply] of [
    ['silent', replies.silent],
    ['stalled in its answer', replies.stalled],
  ] as const) {
    it(`is given up in time where it is ${name}`, async () => {
      server.replay(reply);
      const model = provider({ answerMs: 40, clock: systemClock });
      await fails(ask(model), 'timeout', /did not answer within/);
    });

    it(`is left at once where the question is cancelled and it is ${name}`, async () => {
      const cancel = new AbortController();
      const reason = new Error('cancelled');
      let hasLeft = () => {};
      const left = new Promise<void>(resolve => {
        hasLeft = resolve;
      });
      server.replay((call, response) => {
        reply(call, response);
        setImmediate(() => cancel.abort(reason));
        void once(response, 'close').then(hasLeft);
      });
      await assert.rejects(ask(provider(), cancel.signal), reason);
      await left;
    });
  }

  it('leaves no timer behind', async () => {
    const timers = new FakeClock();
    server.replay(good);
    await ask(provider({ clock: timers }));
    assert.equal(timers.pending, 0);
  });

  it('waits no longer for another try once the question is cancelled', async () => {
    const cancel = new AbortController();
    server.replay(replies.tooMany('50'));
    const patient: Clock = { ...clock, setTimeout: () => void setImmediate(() => cancel.abort()) };
    await assert.rejects(ask(provider({ clock: patient }), cancel.signal), { name: 'AbortError' });
  });

  it('is told of by a code that repeats neither the key nor a number of the document', async () => {
    for (const code of [key.replaceAll('-', '_'), 'INV4711', 'insufficient_quota']) {
      server.replay(replies.json(400, { error: { message: `no ${code}`, code } }));
      const failure = await ask(provider({ key: code === 'insufficient_quota' ? null : code })).catch(
        (error: unknown) => error,
      );
      assert.ok(failure instanceof ModelFailure);
      assert.equal(failure.message.includes(code), code === 'insufficient_quota', failure.message);
    }
  });

  it('says that a key cannot be a key rather than that the connection broke off', async () => {
    for (const wrong of ['two\nlines', 'ключ']) {
      await assert.rejects(
        ask(provider({ key: wrong })),
        (error: unknown) =>
          error instanceof ModelFailure &&
          error.reason === 'auth' &&
          !error.message.includes(wrong) &&
          /The key for the language model at 127\.0\.0\.1:\d+ has characters/.test(error.message),
      );
    }
    assert.equal(server.calls.length, 0);
  });

  it('is not said to be reached by a setting that does not open its address', async () => {
    await assert.rejects(
      ask(provider({ url: 'http://169.254.169.254/v1' })),
      (error: unknown) => error instanceof ModelFailure && !error.message.includes('allowPrivateNetwork'),
    );
  });
});
