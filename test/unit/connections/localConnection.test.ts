import assert from 'node:assert/strict';
import { silentLog } from '../../../src/base/log';
import { ApiError } from '../../../src/client/errors';
import type { EngineHost } from '../../../src/connections/engine/engineHost';
import { EngineFailure } from '../../../src/connections/engine/failures';
import { LocalConnection } from '../../../src/connections/localConnection';
import { startEngine } from '../../support/engineProcess';

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

  it('keeps one project for each workspace, and takes the default one where none is open', async function () {
    this.timeout(10_000);
    const { url, token, stop } = await startEngine();
    try {
      const host = { connect: async () => ({ url, token }), dispose() {} };
      const connection = new LocalConnection(host as unknown as EngineHost, 'test', silentLog);
      const papers = await connection.projectFor({ name: 'papers', key: 'a' });
      assert.equal(await connection.projectFor({ name: 'papers, renamed', key: 'a' }), papers);
      const others = await connection.projectFor({ name: 'others', key: 'b' });
      const projects = await (await connection.client()).listProjects();
      const fallback = await connection.projectFor(undefined);
      assert.equal(projects.find(project => project.id === fallback)?.is_default, true);
      assert.equal(new Set([papers, others, fallback]).size, 3);
      assert.ok([papers, others].every(id => projects.some(project => project.id === id)));
    } finally {
      await stop();
    }
  });
});
