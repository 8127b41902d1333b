import assert from 'node:assert/strict';
import { ApiError, type ApiErrorKind } from '../../../src/client/errors';
import { aBatch, batchBody, fetchFailed, json, scripted } from './fakes';

async function errorOf(
  answer: Parameters<typeof scripted>[0][number],
  options: Parameters<typeof scripted>[1] = {},
) {
  const { cloud, logged } = scripted([answer], { maxRetries: 0, ...options });
  const error = await cloud.getBatch('bat-1', []).then(
    () => assert.fail('no error'),
    (e: unknown) => e,
  );
  assert.ok(ApiError.is(error), String(error));
  assert.match(error.message, /^[A-Z"].*[.!?]$/s, 'not a sentence');
  return { error, logged };
}

describe('errors', () => {
  for (const [status, kind] of [
    [400, 'invalid'],
    [401, 'auth'],
    [402, 'payment'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [407, 'network'],
    [408, 'timeout'],
    [409, 'conflict'],
    [413, 'too_large'],
    [418, 'invalid'],
    [422, 'invalid'],
    [429, 'rate_limited'],
    [500, 'server'],
    [503, 'server'],
  ] as [number, ApiErrorKind][]) {
    it(`${status} is ${kind} and carries the server’s sentence`, async () => {
      const { error } = await errorOf(json({ detail: 'Parse job not found' }, status));
      assert.equal(error.kind, kind);
      assert.equal(error.status, status);
      assert.equal(error.serverSentence, 'Parse job not found');
      assert.match(error.message, /: Parse job not found\. [A-Z]/);
      assert.ok(ApiError.is(error, kind));
      assert.ok(!ApiError.is(error, kind === 'auth' ? 'server' : 'auth'));
    });
  }

  it('reads a list of validation issues', async () => {
    const detail = [
      { loc: ['body', 'tier'], msg: 'Unsupported tier: x', type: 'value_error', input: 'x' },
      { loc: ['body', 'page_ranges', 0], msg: 'Too small', type: 'value_error' },
    ];
    const { error } = await errorOf(json({ detail }, 422));
    assert.equal(error.serverSentence, 'body.tier: Unsupported tier: x; body.page_ranges.0: Too small');
  });

  it('reads an object', async () => {
    const { error } = await errorOf(json({ detail: { message: 'In use', directory_id: 'dir-1' } }, 409));
    assert.equal(error.serverSentence, 'In use');
    const bare = await errorOf(json({ detail: { directory_id: 'dir-1' } }, 409));
    assert.equal(bare.error.serverSentence, '{"directory_id":"dir-1"}');
  });

  it('does without a sentence where the body has none', async () => {
    for (const body of ['<html>Bad gateway</html>', '', '{"detail": 7}', 'null']) {
      const { error } = await errorOf(new Response(body, { status: 502 }));
      assert.equal(error.kind, 'server');
      assert.equal(error.serverSentence, undefined);
      assert.equal(error.message, 'The server failed (502). Try again later.');
    }
  });

  it('gives the request id', async () => {
    const { error } = await errorOf(json({ detail: 'x' }, 500, { 'x-request-id': 'req-7' }));
    assert.equal(error.requestId, 'req-7');
    assert.match(error.message, /Request id: req-7\.$/);
  });

  for (const [what, body, where] of [
    ['a sign-in page', '<html>Sign in</html>', /is a web page\. .*sign-in page/],
    ['a page by its type', new Response('Sign in', { headers: { 'content-type': 'text/html' } }), /web page/],
    ['cut off', '{"id": "bat-1", "proj', /cut off or no JSON/],
    ['empty', '', /cut off or no JSON/],
    ['of another form', JSON.stringify({ ...aBatch, config: { job: {} } }), /at config\.job\.type/],
    ['another type altogether', '[]', /at its outermost level/],
  ] as [string, string | Response, RegExp][]) {
    it(`an answer that is ${what} is unexpected`, async () => {
      const { error } = await errorOf(typeof body === 'string' ? new Response(body) : body);
      assert.equal(error.kind, 'unexpected');
      assert.equal(error.status, 200);
      assert.match(error.message, where);
      assert.ok(!error.message.includes('Sign in'), 'quotes the body');
    });
  }

  it('asks again where an answer is cut off, yet not where it is another one', async () => {
    const cut = scripted([new Response('{"id": "bat'), json(aBatch)]);
    assert.equal((await cut.cloud.getBatch('bat-1', [])).id, 'bat-1');
    assert.equal(cut.sent.length, 2);
    for (const body of ['<html>', '[]']) {
      const other = scripted([new Response(body)]);
      await assert.rejects(other.cloud.getBatch('bat-1', []), (e: unknown) => ApiError.is(e, 'unexpected'));
      assert.equal(other.sent.length, 1);
    }
  });

  it('keeps unknown statuses and keys of a newer server', async () => {
    const newer = { ...aBatch, status: 'PAUSED_BY_ADMIN', priority: 'high' };
    const { cloud } = scripted([json(newer)]);
    const batch = await cloud.getBatch('bat-1', []);
    assert.equal(batch.status, 'PAUSED_BY_ADMIN');
    assert.equal(batch['priority'], 'high');
  });

  it('says that a key works in one region only', async () => {
    const { error } = await errorOf(json({ detail: 'Invalid API Key' }, 401));
    assert.match(error.message, /: Invalid API Key\. .* a key works in one region only\.$/);
  });

  it('says what batches need, where one is refused', async () => {
    const { cloud } = scripted([json({ detail: 'Upgrade your plan' }, 403)]);
    const refused = await cloud.createBatch(batchBody).then(() => assert.fail('no error'), String);
    assert.match(refused, /Pro or Enterprise plan; without one, parse each file as its own job\.$/);
    const { error } = await errorOf(json({ detail: 'No access' }, 403));
    assert.ok(!error.message.includes('Enterprise'));
  });

  it('says that a stored file has expired', async () => {
    const gone = json({ detail: 'Source file not found in storage' }, 404);
    for (const call of ['createParse', 'addDirectoryFile'] as const) {
      const { cloud } = scripted([gone]);
      const asked =
        call === 'createParse'
          ? cloud.createParse({ file_id: 'file-1', configuration_id: 'cfg-1' })
          : cloud.addDirectoryFile('dir-1', { file_id: 'file-1' });
      const error = await asked.then(
        () => assert.fail('no error'),
        (e: unknown) => e,
      );
      assert.ok(ApiError.is(error, 'not_found'));
      assert.match(error.message, /send it again\.$/);
    }
  });

  for (const [seconds, told] of [
    [2, '2 s'],
    [89.5, '90 s'],
    [90, '2 min'],
    [5_000, '84 min'],
    [7_200, '2 h'],
  ] as const) {
    it(`tells a wait of ${seconds} s as ${told}`, async () => {
      const { error } = await errorOf(json({}, 429, { 'retry-after': String(seconds) }));
      assert.match(error.message, new RegExp(`Try again in ${told}\\.$`));
    });
  }

  it('names what to do for network failures', async () => {
    const refused = await errorOf(fetchFailed('ECONNREFUSED'));
    assert.equal(refused.error.kind, 'network');
    assert.match(refused.error.message, /\(ECONNREFUSED\)\. Nothing answers/);
    const untrusted = await errorOf(fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT'));
    assert.match(untrusted.error.message, /certificate is not trusted/);
    const plain = await errorOf(fetchFailed('ERR_SSL_WRONG_VERSION_NUMBER'));
    assert.match(plain.error.message, /does not speak HTTPS/);
    const late = await errorOf(
      new TypeError('fetch failed', { cause: Object.assign(new Error('timed out'), { syscall: 'connect' }) }),
    );
    assert.match(late.error.message, /No connection could be made/);
    for (const [status, told] of [
      [407, /asks for a sign-in/],
      [502, /refused the connection \(502\)/],
    ] as const) {
      const cause = new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`);
      const { error } = await errorOf(new TypeError('fetch failed', { cause }));
      assert.equal(error.kind, 'network');
      assert.match(error.message, told);
    }
    const several = await errorOf(
      new TypeError('fetch failed', { cause: new AggregateError([fetchFailed('ENETUNREACH').cause]) }),
    );
    assert.match(several.error.message, /ENETUNREACH/);
  });

  describe('the key', () => {
    const key = 'llx-secret';
    it('is in no message and no log line, even where the server repeats it', async () => {
      const { error, logged } = await errorOf(json({ detail: `Key ${key} is revoked` }, 401));
      assert.equal(error.serverSentence, 'Key … is revoked');
      assert.ok(!`${error.stack}${logged.join()}`.includes(key));
    });

    it('is in no message where it is another one', async () => {
      const { error } = await errorOf(json({ detail: 'Revoked: llx-Old_key-7.' }, 401));
      assert.equal(error.serverSentence, 'Revoked: llx-….');
    });

    it('is in no request id, which is told only where it looks like one', async () => {
      for (const [id, told] of [
        [`r-${key}`, 'r-…'],
        ['a b', undefined],
        ['r'.repeat(101), undefined],
      ] as const) {
        const { error } = await errorOf(json({}, 500, { 'x-request-id': id }));
        assert.equal(error.requestId, told);
      }
    });

    it('with a line break is refused before fetch can quote it', async () => {
      const { error } = await errorOf(json(aBatch), { token: async () => `${key}\nX-Evil: 1` });
      assert.equal(error.kind, 'auth');
      assert.ok(!String(error.stack).includes(key));
    });

    for (const missing of [undefined, '', '  ']) {
      it(`is asked for when ${JSON.stringify(missing)}, without a request`, async () => {
        const { cloud, sent } = scripted([json(aBatch)], { token: async () => missing });
        await assert.rejects(cloud.getBatch('bat-1', []), (e: unknown) => ApiError.is(e, 'auth'));
        assert.equal(sent.length, 0);
      });
    }

    it('that cannot be read is an auth error', async () => {
      const { error } = await errorOf(json(aBatch), { token: () => Promise.reject(new Error('keyring')) });
      assert.equal(error.kind, 'auth');
    });
  });
});
