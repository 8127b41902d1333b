import assert from 'node:assert/strict';
import { ApiError } from '../../../src/client/errors';
import { FakeClock, settle } from '../../support/fakeClock';
import { GovernorWorld } from './governorWorld';

/** Most starts within any span of `seconds`. */
function mostWithin(starts: readonly [string, number][], seconds: number): number {
  const times = starts.map(([, at]) => at);
  return Math.max(...times.map(from => times.filter(at => at >= from && at < from + seconds).length));
}

describe('governor', () => {
  let world: GovernorWorld;
  beforeEach(() => {
    world = new GovernorWorld();
  });

  describe('the documented limits', () => {
    it('starts at most 50 uploads in any 5 s of a project, and no fewer', async () => {
      await world.uploadMany(160, 10);
      assert.equal(world.started.length, 160);
      assert.equal(mostWithin(world.started, 5), 50);
      const last = world.started.at(-1)?.[1] ?? 0;
      assert.ok(last > 15 && last < 16, `the last one started after ${last} s`);
    });

    it('counts each project for itself', async () => {
      await world.uploadMany(50, 1, { projectId: 'a' });
      await world.uploadMany(50, 1, { projectId: 'b' });
      assert.equal(world.clock.now(), world.began);
      await world.ask('more', { projectId: 'a' });
      assert.deepEqual(world.active, []);
    });

    it('lets another project pass one whose window is full', async () => {
      await world.uploadMany(50, 1, { projectId: 'a' });
      await world.ask('a', { projectId: 'a' });
      await world.ask('b', { projectId: 'b' });
      assert.deepEqual(world.active, ['b']);
    });

    it('starts at most 50 parse uploads in any 10 s, whatever the project', async () => {
      await world.uploadMany(60, 5, { kind: 'parse_upload', projectId: 'a' });
      await world.uploadMany(60, 5, { kind: 'parse_upload', projectId: 'b' });
      assert.equal(mostWithin(world.started, 10), 50);
    });

    it('starts at most 40 classify jobs in any second, beside uploads', async () => {
      await world.uploadMany(100, 0.01, { kind: 'classify' });
      assert.equal(mostWithin(world.started, 1), 40);
    });

    it('does not limit the rate of other requests', async () => {
      await world.uploadMany(500, 4, { kind: 'other' });
      assert.equal(world.clock.now(), world.began);
    });

    it('starts eight other requests at a time, so that many that waited do not come at once', async () => {
      await world.askMany(12, 'r', { kind: 'other' });
      assert.equal(world.active.length, 8);
      await world.leave('r3');
      assert.equal(world.active.length, 8);
    });

    it('goes on when the clock was set back', async () => {
      await world.uploadMany(50, 1);
      const back = new FakeClock(world.began - 3_600_000);
      world.clock.now = () => back.now();
      await world.ask('later');
      assert.deepEqual(world.active, ['later']);
    });
  });

  describe('uploads at a time', () => {
    it('begin with 4, in the order in which they asked', async () => {
      await world.askMany(6, 'u');
      assert.deepEqual(world.active, ['u0', 'u1', 'u2', 'u3']);
      await world.leave('u2');
      assert.deepEqual(world.active, ['u0', 'u1', 'u3', 'u4']);
    });

    it('are one more when as many have succeeded as there may be', async () => {
      await world.askMany(20, 'u');
      for (const name of ['u0', 'u1', 'u2']) await world.leave(name);
      assert.equal(world.active.length, 4);
      await world.leave('u3');
      assert.equal(world.active.length, 5);
      for (const name of world.active.slice(1)) await world.leave(name);
      assert.equal(world.active.length, 5);
      await world.leave('u4');
      assert.equal(world.active.length, 6);
    });

    it('are never more than the maximum, which may change', async () => {
      world.most = 2;
      await world.askMany(12, 'u');
      assert.equal(world.active.length, 2);
      for (const name of world.active) await world.leave(name);
      for (const name of world.active) await world.leave(name);
      assert.equal(world.active.length, 2);
      world.most = 3;
      await world.leave('u4');
      await world.leave('u5');
      assert.equal(world.active.length, 3);
    });

    it('stay where they are as long as they do not fill the limit', async () => {
      await world.uploadMany(30, 1);
      await world.askMany(10, 'u');
      assert.equal(world.active.length, 4);
    });

    it('are not more after failures', async () => {
      await world.askMany(20, 'u');
      for (const status of [413, 500, undefined, 404, 400, 502]) {
        const [name] = world.active;
        await world.leave(name ?? '', status === undefined ? {} : { status });
      }
      assert.equal(world.active.length, 4);
    });

    for (const status of [429, 503]) {
      it(`are half as many after ${status}, once for all that were under way`, async () => {
        await world.askMany(20, 'u');
        for (const name of world.active) await world.leave(name);
        assert.equal(world.active.length, 5);
        for (const name of world.active) await world.leave(name, { status });
        await world.clock.advance(5_000);
        assert.equal(world.active.length, 2);
        for (const name of world.active) await world.leave(name, { status });
        await world.clock.advance(10_000);
        assert.equal(world.active.length, 1);
        for (const name of world.active) await world.leave(name, { status });
        await world.clock.advance(20_000);
        assert.equal(world.active.length, 1);
      });
    }

    it('are half of those that may be, where that is fewer than the server would bear', async () => {
      world.most = 2;
      await world.askMany(6, 'u');
      await world.leave('u0', { status: 429 });
      await world.leave('u1');
      await world.clock.advance(5_000);
      assert.equal(world.active.length, 1);
    });

    it('are found again after a server was busy', async () => {
      await world.ask('u');
      await world.leave('u', { status: 429 });
      await world.clock.advance(5_000);
      await world.uploadMany(40, 8);
      world.started.length = 0;
      await world.clock.advance(6_000);
      await world.askMany(20, 'v');
      assert.ok(world.active.length > 4, `${world.active.length} at a time`);
    });
  });

  describe('a busy server', () => {
    it('gets no request of any kind until the time that it named', async () => {
      await world.ask('u');
      await world.leave('u', { status: 429, retryAfterMs: 7_000 });
      await world.ask('upload');
      await world.ask('read', { kind: 'other' });
      await world.clock.advance(6_999);
      assert.deepEqual(world.active, []);
      await world.clock.advance(1);
      assert.deepEqual(world.active, ['upload', 'read']);
    });

    it('is left alone for 5 s, doubled with each refusal up to 5 min', async () => {
      const waits: number[] = [];
      for (let i = 0; i < 8; i++) {
        await world.ask(`u${i}`);
        await world.leave(`u${i}`, { status: 429 });
        const until = world.governor.throttledUntil ?? 0;
        waits.push((until - world.clock.now()) / 1000);
        await world.clock.advance(until - world.clock.now());
      }
      assert.deepEqual(waits, [5, 10, 20, 40, 80, 160, 300, 300]);
      await world.ask('good');
      await world.leave('good');
      await world.ask('again');
      await world.leave('again', { status: 429 });
      assert.equal(world.governor.throttledUntil, world.clock.now() + 5_000);
    });

    it('is not taken for idle because of what was under way before', async () => {
      await world.askMany(2, 'u');
      await world.leave('u0', { status: 429 });
      await world.leave('u1');
      await world.clock.advance(5_000);
      await world.ask('next');
      await world.leave('next', { status: 429 });
      assert.equal(world.governor.throttledUntil, world.clock.now() + 10_000);
    });

    it('is not taken for idle because reads succeed', async () => {
      for (const wait of [5_000, 10_000]) {
        await world.ask('u');
        await world.leave('u', { status: 429 });
        assert.equal(world.governor.throttledUntil, world.clock.now() + wait);
        await world.clock.advance(wait);
        await world.ask('read', { kind: 'other' });
        await world.leave('read');
      }
    });

    it('is read again after 5 s while uploads wait for longer', async () => {
      for (const wait of [5_000, 10_000]) {
        await world.ask('u');
        await world.leave('u', { status: 429 });
        if (wait === 5_000) await world.clock.advance(wait);
      }
      await world.askMany(1, 'upload');
      await world.ask('read', { kind: 'other' });
      await world.clock.advance(5_000);
      assert.deepEqual(world.active, ['read']);
      await world.clock.advance(5_000);
      assert.deepEqual(world.active, ['read', 'upload0']);
    });

    it('gets nothing while it refuses even to be read', async () => {
      for (const wait of [5_000, 10_000]) {
        await world.ask('read', { kind: 'other' });
        await world.leave('read', { status: 429 });
        const before = world.active;
        await world.ask(`upload ${wait}`);
        await world.ask(`read ${wait}`, { kind: 'other' });
        await world.clock.advance(wait - 1);
        assert.deepEqual(world.active, before);
        await world.clock.advance(1);
        assert.deepEqual(world.active, [...before, `upload ${wait}`, `read ${wait}`]);
      }
    });

    it('is heard again where it asks for more while requests are held back', async () => {
      await world.askMany(3, 'u');
      await world.leave('u0', { status: 429, retryAfterMs: 2_000 });
      await world.leave('u1', { status: 429, retryAfterMs: 9_000 });
      await world.leave('u2', { status: 429, retryAfterMs: 3_000 });
      await world.ask('next');
      await world.clock.advance(8_999);
      assert.deepEqual(world.active, []);
      await world.clock.advance(1);
      assert.deepEqual(world.active, ['next']);
    });

    it('tells when it goes on, and that it does', async () => {
      assert.equal(world.governor.throttledUntil, null);
      await world.ask('u');
      await world.leave('u', { status: 503, retryAfterMs: 3_000 });
      assert.deepEqual(world.told, [3]);
      await world.clock.advance(3_000);
      assert.deepEqual(world.told, [3, null]);
      assert.equal(world.clock.pending, 0, 'a timer is left');
    });

    it('fails at once what would not wait so long, with the time', async () => {
      await world.ask('u');
      await world.askMany(3, 'v');
      await world.ask('waiting', { patienceMs: 60_000 });
      await world.leave('u', { status: 429, retryAfterMs: 60_001 });
      await world.ask('impatient', { kind: 'other', patienceMs: 0 });
      await world.ask('patient', { patienceMs: 60_001 });
      assert.deepEqual(
        world.failed.map(([name]) => name),
        ['waiting', 'impatient'],
      );
      for (const [, error] of world.failed) {
        assert.ok(ApiError.is(error, 'rate_limited') && error.retryAfterMs === 60_001, String(error));
        assert.ok(!error.ambiguous);
      }
    });

    it('does not hold back for ever when the clock is set back', async () => {
      await world.ask('u');
      await world.leave('u', { status: 429 });
      const back = new FakeClock(world.began - 3_600_000);
      world.clock.now = () => back.now();
      await world.ask('later');
      assert.deepEqual(world.active, ['later']);
      await world.leave('later', { status: 429 });
      assert.equal(world.governor.throttledUntil, back.now() + 10_000);
    });
  });

  describe('a request that waits', () => {
    it('never waits behind uploads when it is none itself', async () => {
      await world.askMany(30, 'u');
      await world.ask('read', { kind: 'other' });
      assert.ok(world.active.includes('read'));
    });

    it('ends when its caller gives up, and leaves nothing behind', async () => {
      await world.askMany(4, 'u');
      const controller = new AbortController();
      await world.ask('given up', { signal: controller.signal });
      await world.ask('next');
      controller.abort(new Error('changed my mind'));
      await settle();
      assert.match(String(world.failed[0]), /changed my mind/);
      await world.leave('u0');
      assert.deepEqual(world.active, ['u1', 'u2', 'u3', 'next']);
      await world.ask('late', { signal: controller.signal });
      assert.match(String(world.failed[1]), /changed my mind/);
    });

    it('leaves no listener on a signal that lives on', async () => {
      const { signal } = new AbortController();
      let listeners = 0;
      signal.addEventListener = () => void listeners++;
      signal.removeEventListener = () => void listeners--;
      await world.askMany(6, 'u', { signal });
      for (const name of world.active) await world.leave(name);
      assert.equal(listeners, 0);
    });

    it('fails when the connection is closed', async () => {
      await world.ask('u');
      await world.leave('u', { status: 429 });
      await world.ask('waits');
      world.governor.dispose();
      await settle();
      await world.ask('late');
      assert.deepEqual(
        world.failed.map(([name]) => name),
        ['waits', 'late'],
      );
      assert.equal(world.clock.pending, 0, 'a timer is left');
    });

    it('counts a place that is given back twice once', async () => {
      const leave = await world.governor.enter({ kind: 'upload', patienceMs: 0 });
      await world.askMany(6, 'u');
      leave({ status: 200 });
      leave({ status: 200 });
      await settle();
      assert.equal(world.active.length, 4);
    });
  });
});
