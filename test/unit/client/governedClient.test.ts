import assert from 'node:assert/strict';
import { ApiError } from '../../../src/client/errors';
import { Governor } from '../../../src/client/governor';
import { createLlamaCloud } from '../../../src/client/llamaCloud';
import { FakeClock, settle } from '../../support/fakeClock';
import { json } from './fakes';

/** A client with a governor, before a server that answers as it is told. */
class World {
  readonly clock = new FakeClock();
  readonly governor = new Governor({ clock: this.clock, maxUploads: () => 8 });
  /** When each request came, in milliseconds, and how it was answered. */
  readonly answered: { at: number; status: number }[] = [];
  /** The status of the next answer, and how long the server takes for it. */
  answer: () => { status: number; headers?: Record<string, string> } = () => ({ status: 200 });
  readonly answerMs = 20;
  readonly ended: unknown[] = [];
  private readonly cloud = createLlamaCloud({
    ...{ baseUrl: 'http://llamacloud.test', token: async () => 'llx-secret', userAgent: 'test' },
    ...{ clock: this.clock, random: () => 0, gate: this.governor },
    fetch: async () => {
      const at = this.clock.now();
      const { status, headers } = this.answer();
      this.answered.push({ at, status });
      await new Promise<void>(resolve => this.clock.setTimeout(resolve, this.answerMs));
      return json({ id: 'pjb-1', project_id: 'prj-1', status: 'PENDING' }, status, headers);
    },
  });

  /** Asks for that many jobs at once, and waits until all have an end. */
  async parseAll(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      this.cloud.createParse({ file_id: `file-${i}`, configuration_id: 'cfg-1' }).then(
        () => this.ended.push('done'),
        (error: unknown) => this.ended.push(error),
      );
    }
    await settle();
    while (this.ended.length < count)
      await this.clock.advance(this.clock.next ?? assert.fail('waits for nothing'));
  }

  count(status: number): number {
    return this.answered.filter(answer => answer.status === status).length;
  }

  /** Requests that came within `ms` before now, this one left out. */
  cameWithin(ms: number): number {
    return this.answered.filter(({ at }) => at > this.clock.now() - ms).length;
  }
}

describe('a client with a governor', () => {
  it('is never refused by a server that keeps the documented limit', async () => {
    const world = new World();
    world.answer = () => ({ status: world.cameWithin(10_000) < 50 ? 200 : 429 });
    const began = world.clock.now();
    await world.parseAll(220);
    assert.equal(world.count(429), 0);
    assert.equal(world.count(200), 220);
    const seconds = (world.clock.now() - began) / 1000;
    assert.ok(seconds > 40 && seconds < 43, `${seconds} s`);
  });

  it('gets everything through a server that bears less, without hammering it', async () => {
    const world = new World();
    // Of the plan that allows least: 20 requests a minute, refused ones among them (LlamaCloud API docs).
    world.answer = () => ({ status: world.cameWithin(60_000) < 20 ? 200 : 429 });
    await world.parseAll(60);
    assert.equal(world.count(200), 60);
    assert.ok(world.count(429) > 0);
    assert.ok(world.count(429) < 40, `${world.count(429)} refusals`);
  });

  it('sends nothing at all while a server asks to wait', async () => {
    const world = new World();
    let busyUntil = 0;
    world.answer = () => {
      if (world.answered.length === 5) busyUntil = world.clock.now() + 30_000;
      const isBusy = world.clock.now() < busyUntil;
      return { status: isBusy ? 429 : 200, headers: isBusy ? { 'retry-after': '30' } : {} };
    };
    await world.parseAll(30);
    const busyAt = busyUntil - 30_000;
    // Those already under way with the refused one, and its answer's own time.
    const meanwhile = world.answered.filter(({ at }) => at > busyAt + world.answerMs && at < busyUntil);
    assert.deepEqual(meanwhile, []);
    assert.equal(world.count(200), 30);
  });

  it('tells every waiting caller when a server asks for more than a minute', async () => {
    const world = new World();
    world.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
    await world.parseAll(20);
    assert.ok(world.answered.length <= 4, `${world.answered.length} requests`);
    for (const error of world.ended) {
      assert.ok(ApiError.is(error, 'rate_limited') && !error.ambiguous, String(error));
      assert.match(error.message, /Try again in 10 min\.$/);
    }
  });
});
