import assert from 'node:assert/strict';
import { Service, World } from './world';

describe('a run behind faults', function () {
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

  it('without any comes to its end', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${i}.txt`, `text ${i}`]));
    const window = await world.open({ maxBatchFiles: 100 });
    window.poller.start();
    const started = performance.now();
    const run = await window.runner.startRun(await world.plan(files), world.target());
    console.log('uploaded', performance.now() - started, service.server.count());
    assert.equal(run.phase, 'running');
    const ended = await world.ended(window, run.id);
    console.log('ended', performance.now() - started, service.server.count());
    assert.equal(ended.phase, 'finished');
    assert.deepEqual(new Set(ended.files.map(file => file.outcome)), new Set(['done']));
  });
});
