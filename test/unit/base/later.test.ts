import assert from 'node:assert/strict';
import { Later } from '../../../src/base/later';

describe('Later', () => {
  it('answers questions that came before anybody could, makes one thing and ends it', async () => {
    const later = new Later<{ dispose(): void }>();
    const early = later.get();
    let made = 0;
    let ended = 0;
    later.provide(async () => {
      made++;
      return { dispose: () => void ended++ };
    });
    assert.equal(await early, await later.get());
    later.dispose();
    await early;
    assert.deepEqual([made, ended], [1, 1]);
  });

  it('tries again after it could not be made', async () => {
    const later = new Later<{ dispose(): void }>();
    let failures = 1;
    later.provide(async () => {
      if (failures-- > 0) throw new Error('not yet');
      return { dispose: () => undefined };
    });
    await assert.rejects(later.get(), { message: 'not yet' });
    assert.ok(await later.get());
  });
});
