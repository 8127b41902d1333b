import assert from 'node:assert/strict';
import { TestEngine } from '../testEngine';

describe('a time that names no zone', () => {
  let engine: TestEngine;
  const zone = process.env['TZ'];
  before(() => {
    engine = new TestEngine();
    process.env['TZ'] = 'America/New_York';
  });
  after(async () => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    await engine.dispose();
  });

  it('is one of UTC, wherever the machine is', async () => {
    const expiryOf = async (expires_at: string) =>
      (await engine.post('/api/v1/beta/directories', { name: 'd', expires_at })).body['expires_at'];
    for (const text of ['2999-01-02T03:04:05', '2999-01-02T03:04:05.000', '2999-01-02T03:04:05Z'])
      assert.equal(await expiryOf(text), '2999-01-02T03:04:05.000Z');
    assert.equal(await expiryOf('2999-01-02T03:04:05-05:00'), '2999-01-02T08:04:05.000Z');
    const { id } = await engine.batch('a.txt');
    const created = Date.parse((await engine.results(id)).created_at ?? '');
    const isSince = async (from: string) =>
      (await engine.get(`/api/v2/batches?created_at_on_or_after=${from}`)).body.items.length === 1;
    const earlier = new Date(created - 3_600_000).toISOString().replace('Z', '');
    assert.ok(await isSince(earlier));
    assert.ok(await isSince(earlier.slice(0, 16)));
    assert.ok(await isSince(earlier.slice(0, 10)));
    assert.ok(await isSince(`${earlier}%2B00:00`));
    assert.ok(!(await isSince(new Date(created + 3_600_000).toISOString().replace('Z', ''))));
  });

  it('is refused where it is no date', async () => {
    for (const text of ['1', 'May 5', '2026-13-01', '2026-01-01T', '2026-01-01T25:00:00']) {
      const { status } = await engine.get(`/api/v2/batches?created_at_on_or_after=${text}`);
      assert.equal(status, 422, text);
    }
  });
});
