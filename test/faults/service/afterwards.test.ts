import assert from 'node:assert/strict';
import { ApiError } from '../../../src/client/errors';
import { itemsOf } from '../../../src/client/paging';
import { adoptBatch } from '../../../src/runs/adopt/adoptBatch';
import { deleteLeftovers } from '../../../src/runs/cleanUp/deleteLeftovers';
import { surveyRun } from '../../../src/runs/cleanUp/leftovers';
import type { Run } from '../../../src/runs/run';
import type { Fault } from '../../support/faults';
import * as harm from '../../support/faults';
import { Service, type Window, World } from './world';

const files = 6;

describe('what is done with a run afterwards, behind faults', function () {
  this.timeout(30_000);
  let service: Service;
  let world: World;
  let window: Window;
  let run: Run;

  before(async () => {
    service = await Service.start();
  });
  beforeEach(async () => {
    world = new World(service);
    await world.signIn();
    window = await world.open();
    window.poller.start();
    const texts = Array.from({ length: files }, (_, i) => [`f${i}.txt`, `${Math.random()}`]);
    const { id } = await window.runner.startRun(await world.plan(Object.fromEntries(texts)), world.target());
    run = await world.ended(window, id);
    service.server.forget();
  });
  afterEach(() => world.dispose());
  after(() => service?.stop());

  const request = () => ({ projectId: run.projectId, signal: new AbortController().signal });

  /** Ids of the run's jobs that the server still has. */
  async function jobsThere(): Promise<string[]> {
    const job_ids = run.files.flatMap(file => file.jobId ?? []);
    const found: string[] = [];
    for await (const { id } of itemsOf(page => service.direct.listParseJobs({ job_ids, ...page })))
      found.push(id);
    return found;
  }

  describe('cleaning up', () => {
    /** Deletes all that the run left; every first deletion of a kind meets the fault. */
    async function cleanUp(fault: Fault, times: number) {
      const cloud = await window.connection.client();
      const { leftovers } = await surveyRun(cloud, run, [], request());
      let left = times;
      service.server.plan = ({ method }) => (method === 'DELETE' && left-- > 0 ? fault : undefined);
      return deleteLeftovers(cloud, run.jobType, leftovers, { request: request() });
    }

    for (const fault of [
      harm.cut(true),
      harm.status(500, { acts: true }),
      harm.silence(true),
      harm.truncated,
    ]) {
      it(`counts as gone what was deleted without an answer: ${fault.name}`, async () => {
        const { deleted, failures, left, stopped } = await cleanUp(fault, 3);
        assert.deepEqual({ failures, left, stopped }, { failures: [], left: 0, stopped: null });
        assert.deepEqual(deleted, { results: files, directory: 1, files });
        assert.deepEqual(await jobsThere(), []);
      });
    }

    it('keeps what is refused, and deletes the rest', async () => {
      const { deleted, failures, stopped } = await cleanUp(harm.status(422, { shape: 'object' }), 2);
      assert.equal(failures.length, 2);
      assert.match(failures[0]?.message ?? '', /A fault of the test\./);
      assert.equal(stopped, null);
      assert.deepEqual(deleted, { results: files - 2, directory: 1, files });
      assert.equal((await jobsThere()).length, 2);
    });

    it('stops where the key is refused, and says what is left', async () => {
      const { deleted, left, stopped } = await cleanUp(harm.status(401), Number.POSITIVE_INFINITY);
      assert.match(stopped ?? '', /key/);
      assert.deepEqual(deleted, { results: 0, directory: 0, files: 0 });
      assert.equal(left, 2 * files + 1);
      assert.equal((await jobsThere()).length, files);
    });
  });

  describe('taking in a batch by its id', () => {
    const adopt = async () =>
      adoptBatch(await window.connection.client(), 'cloud', run.batches[0]?.batchId ?? '', {
        now: world.clock.now(),
        signal: new AbortController().signal,
      });

    for (const fault of [harm.status(429), harm.status(503), harm.cut(false), harm.truncated, harm.slow]) {
      it(`survives ${fault.name} in the middle`, async () => {
        service.server.plan = ({ nth }) => (nth === 0 ? fault : undefined);
        const adopted = await adopt();
        assert.deepEqual(
          adopted.files.map(({ path }) => path).sort(),
          run.files.map(({ path }) => path).sort(),
        );
      });
    }

    it('ends with the outcomes of the batch, though its directory is gone', async () => {
      await service.direct.deleteDirectory(run.batches[0]?.directoryId ?? '');
      const adopted = await adopt();
      await window.ledger.append(adopted.id, { type: 'planned', run: adopted });
      const ended = await world.ended(window, adopted.id);
      assert.deepEqual(
        ended.files.map(({ jobId, outcome }) => `${jobId} ${outcome}`).sort(),
        run.files.map(({ jobId, outcome }) => `${jobId} ${outcome}`).sort(),
      );
    });

    for (const fault of [harm.wrongTypes, harm.html, harm.status(422), harm.status(401)]) {
      it(`says in a sentence why it cannot: ${fault.name}`, async () => {
        service.server.plan = () => fault;
        await assert.rejects(adopt(), error => {
          assert.ok(error instanceof Error && !/undefined|\[object/.test(error.message), String(error));
          assert.ok(!ApiError.is(error) || error.kind !== 'not_found');
          return /\.$/.test(error.message);
        });
      });
    }
  });
});
