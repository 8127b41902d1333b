import assert from 'node:assert/strict';
import type { Seen } from '../../support/faultServer';
import * as harm from '../../support/faults';
import { Service, type Window, World } from './world';

const minute = 60_000;
/** Requests for five active batches of one project in ten minutes (anchors: 43 with a list and adaptive intervals). */
const mostRequests = 45;

/** The batch and its jobs never come to their end. */
const endless = harm.edit('work that never ends', body =>
  JSON.parse(
    JSON.stringify(body, (key, value) =>
      key === 'status' && ['COMPLETED', 'PENDING'].includes(value) ? 'RUNNING' : value,
    ),
  ),
);

describe('polling over real HTTP', function () {
  this.timeout(30_000);
  let service: Service;
  let world: World;
  before(async () => {
    service = await Service.start();
  });
  beforeEach(async () => {
    world = new World(service);
    await world.signIn();
  });
  afterEach(() => world.dispose());
  after(() => service?.stop());

  const isRead = (seen: Seen) => seen.method === 'GET';

  /** Runs of three files each whose batches exist; all that is read from now on meets `plan`. */
  async function startRuns(
    window: Window,
    count: number,
    plan: typeof service.server.plan,
  ): Promise<string[]> {
    service.server.plan = plan;
    const ids: string[] = [];
    for (let i = 0; i < count; i++) {
      const files = Object.fromEntries([1, 2, 3].map(n => [`${i}-${n}.txt`, `${Math.random()}`]));
      const { files: planned } = await world.plan(files);
      const own = planned.filter(file => file.path.includes(`${i}-`));
      const run = await window.runner.startRun({ files: own }, world.target());
      assert.equal(run.phase, 'running');
      ids.push(run.id);
    }
    return ids;
  }

  const outcomes = (window: Window, id: string) =>
    new Set(window.ledger.get(id)?.files.map(file => file.outcome));

  for (const windows of [1, 2]) {
    it(`stays inside the budget for five active batches with ${windows} window(s) open`, async () => {
      const opened: Window[] = [];
      for (let i = 0; i < windows; i++) {
        const window = await world.open();
        window.poller.setVisible(true);
        window.poller.setFocused(i === 0);
        window.poller.start();
        opened.push(window);
      }
      const [first] = opened;
      assert.ok(first);
      await startRuns(first, 5, seen => (isRead(seen) ? endless : undefined));
      const before = service.server.requests.filter(isRead).length;
      await world.pass(10 * minute);
      const asked = service.server.requests.filter(isRead).length - before;
      assert.ok(asked <= mostRequests, `${asked} requests in ten minutes`);
      assert.ok(asked >= 20, `only ${asked} requests: nothing was watched`);
      service.server.plan = () => undefined;
      for (const window of opened) {
        const runs = window.ledger.runs();
        assert.equal(runs.length, 5);
        await Promise.all(runs.map(run => world.ended(window, run.id)));
      }
      const idle = service.server.count();
      await world.pass(60 * minute);
      assert.equal(service.server.count(), idle, 'nothing is asked when nothing is active');
    });
  }

  it('a batch that is forbidden does not keep the others from their end', async () => {
    const window = await world.open();
    window.poller.start();
    let forbidden = '';
    const ids = await startRuns(window, 2, seen => {
      if (!isRead(seen)) return undefined;
      return seen.path.endsWith(forbidden || 'none yet') ? harm.status(403) : undefined;
    });
    const [first = '', second = ''] = ids;
    forbidden = window.ledger.get(second)?.batches[0]?.batchId ?? '';
    assert.equal((await world.ended(window, first)).phase, 'finished');
    await world.pass(10 * minute);
    assert.equal(window.connection.state, 'ready');
  });

  it('a key that is refused stops everything in all windows, asks once, and all goes on after a sign-in', async () => {
    const windows = [await world.open(), await world.open()];
    let asked = 0;
    for (const window of windows) {
      window.poller.start();
      window.connection.onDidRefuse(() => asked++);
    }
    const [first, second] = windows;
    assert.ok(first && second);
    const [id = ''] = await startRuns(first, 1, seen => (isRead(seen) ? harm.status(401) : undefined));
    await world.pass(minute);
    const sent = service.server.count();
    await world.pass(60 * minute);
    assert.equal(service.server.count(), sent, 'nothing is sent without a key');
    assert.equal(asked, 1);
    assert.deepEqual(
      windows.map(({ connection }) => connection.state),
      ['signed_out', 'signed_out'],
    );
    service.server.plan = () => undefined;
    await world.signIn();
    for (const window of windows) assert.equal((await world.ended(window, id)).phase, 'finished');
  });

  const passing = [
    harm.status(429),
    harm.status(503),
    harm.status(500),
    harm.cut(false),
    harm.silence(false),
    harm.truncated,
    harm.halfJson,
    harm.html,
    harm.wrongTypes,
  ];
  for (const fault of passing) {
    it(`${fault.name} for half an hour: few requests, no outcome is invented, then the true ones`, async () => {
      const window = await world.open();
      window.poller.setVisible(true);
      window.poller.start();
      const [id = ''] = await startRuns(window, 1, seen => (isRead(seen) ? fault : undefined));
      const before = service.server.count();
      await world.pass(30 * minute);
      const asked = service.server.count() - before;
      assert.ok(asked > 0 && asked < 60, `${asked} requests in half an hour`);
      for (const outcome of outcomes(window, id))
        assert.ok(['waiting', 'running'].includes(outcome), outcome);
      service.server.plan = () => undefined;
      assert.equal((await world.ended(window, id)).phase, 'finished');
      assert.deepEqual(outcomes(window, id), new Set(['done']));
    });
  }

  it('a batch that is gone is told as such, after more than one look', async () => {
    const window = await world.open();
    window.poller.start();
    let looks = 0;
    const [id = ''] = await startRuns(window, 1, seen => {
      if (!/^GET \/api\/v2\/batches\/\*/.test(seen.route)) return isRead(seen) ? endless : undefined;
      looks++;
      return harm.status(404);
    });
    await world.ended(window, id);
    assert.ok(looks > 1);
    assert.deepEqual(outcomes(window, id), new Set(['expired']));
  });
});
