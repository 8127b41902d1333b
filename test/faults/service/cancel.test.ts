import assert from 'node:assert/strict';
import { terminalJobStatuses } from '../../../src/protocol/parseJobs';
import type { Run } from '../../../src/runs/run';
import { Random } from '../../support/random';
import { Books } from './books';
import { Schedule } from './schedule';
import { Service, World } from './world';

const seeds = (process.env['FAULT_SEEDS'] ?? '1,2,3,4').split(',').map(Number);
const files = 40;
const minute = 60_000;
/** Requests of such a run without a fault, about. */
const mostRequests = 110;

describe('a run that is cancelled behind random faults', function () {
  this.timeout(30_000);
  let service: Service;
  before(async () => {
    service = await Service.start();
  });
  after(() => service?.stop());

  for (const seed of seeds) {
    const mode = seed % 2 === 0 ? 'batches' : 'jobs';
    it(`tells which files had their result, and leaves nothing at work (seed ${seed}: ${mode})`, async () => {
      const random = new Random(seed);
      const world = new World(service);
      try {
        await world.signIn();
        const window = await world.open({ maxBatchFiles: 15 });
        window.poller.start();
        window.connection.onDidRefuse(() => void world.pass(minute).then(() => world.signIn()));
        const { plan } = new Schedule(seed);
        const at = random.int(1, mostRequests);
        const reached = new Promise<void>(resolve => {
          service.server.plan = seen => {
            if (seen.place >= at) resolve();
            return plan(seen);
          };
        });
        const texts = Array.from({ length: files }, (_, i) => [`${i}.txt`, `${random.next()}`]);
        const started = window.runner.startRun(
          await world.plan(Object.fromEntries(texts)),
          world.target({ mode }),
        );
        await Promise.race([reached, started]);
        const [run] = window.ledger.runs();
        assert.ok(run);
        const end = world.ended(window, run.id);
        let ended: Run | undefined;
        for (let asked = 0; !ended; asked++) {
          assert.ok(asked < 30, 'the run cannot be cancelled');
          const refusal = await window.runner.cancelRun(run.id).then(
            () => undefined,
            (error: Error) => error.message,
          );
          if (refusal !== undefined) assert.match(refusal, /^[A-Z].*\.$/, 'a sentence');
          ended = await Promise.race([end, world.pass(60 * minute).then(() => undefined)]);
        }
        const books = await Books.read(service.server, service.direct);
        books.check(ended, true);
        for (const job of books.jobs)
          assert.ok(terminalJobStatuses.has(job.status), `${job.id} is ${job.status}`);
      } catch (error) {
        process.stderr.write(`${world.logged.slice(-30).join('\n')}\n`);
        throw new Error(`with seed ${seed}, after ${service.server.count()} requests`, { cause: error });
      } finally {
        world.dispose();
      }
    });
  }
});
