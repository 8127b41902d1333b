import assert from 'node:assert/strict';
import { silentLog } from '../../../src/base/log';
import { ApiError } from '../../../src/client/errors';
import type { EngineHost } from '../../../src/connections/engine/engineHost';
import { EngineFailure } from '../../../src/connections/engine/failures';
import { LocalConnection } from '../../../src/connections/localConnection';

describe('LocalConnection', () => {
  it('says of an engine that cannot be started again that, and nothing of a key', async () => {
    const answers = [Promise.resolve({ url: 'http://127.0.0.1:1', token: 't' })];
    const failure = new EngineFailure('keeps-stopping');
    const host = { connect: () => answers.shift() ?? Promise.reject(failure), dispose() {} };
    const client = await new LocalConnection(host as unknown as EngineHost, 'test', silentLog).client();
    await assert.rejects(client.listProjects(), (error: unknown) => {
      assert.ok(ApiError.is(error, 'network'));
      assert.equal(error.message, failure.message);
      assert.equal(error.cause, failure);
      return true;
    });
  });
});
