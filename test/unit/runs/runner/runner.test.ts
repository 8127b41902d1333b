import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { configurationParameters } from '../../../../src/protocol/configurations';
import type { WebhookFields } from '../../../../src/protocol/webhooks';
import type { RunProgress } from '../../../../src/runs/upload/uploadProgress';
import { cut, refusal } from '../../../support/fakeLlamaCloud';
import { target, World } from './setup';

describe('runner', function () {
  // Real files, each append synced: slow on a busy disk.
  this.timeout(30_000);
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.dispose());

  it('sends every file once and creates the batch', async () => {
    const { cloud } = world;
    const { ledger, runner } = await world.window();
    const plan = await world.plan({ 'a.PDF': '%PDF-1.7', 'sub/a.PDF': '%PDF-1.4', 'sub/scan': '%PDF-1.5' });
    const told: RunProgress[] = [];
    const run = await runner.startRun(plan, target, { onProgress: progress => told.push(progress) });

    assert.equal(run.phase, 'running');
    assert.equal(ledger.get(run.id), run);
    assert.ok(runner.startedHere.has(run.id) && !runner.isDriving(run.id));
    const [directory] = [...cloud.directories.values()];
    const [batch] = [...cloud.batches.values()];
    assert.equal(directory?.name, 'docs');
    assert.equal(directory?.type, 'ephemeral');
    const life = Date.parse(directory?.expires_at ?? '') - run.startedAt;
    assert.ok(life > 172_700_000 && life < 172_900_000);
    assert.deepEqual(batch?.config.job, { type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' });
    assert.deepEqual(run.batches, [{ directoryId: directory?.id, batchId: batch?.id, status: 'PENDING' }]);

    const files = cloud.files.get(directory?.id ?? '') ?? [];
    const sent = files.map(file => [file.unique_id, file.display_name, cloud.fileNames.get(file.id)]).sort();
    assert.deepEqual(sent, [
      ['a.PDF', 'a.PDF', 'a.pdf'],
      ['sub/a.PDF', 'a.PDF', 'a.pdf'],
      ['sub/scan', 'scan', 'scan.pdf'],
    ]);
    for (const file of run.files) {
      const server = files.find(other => other.unique_id === file.path);
      assert.equal(file.directoryFileId, server?.id);
      assert.deepEqual(server?.metadata, { path: file.path, sha256: file.sha256 });
      assert.match(file.sha256 ?? '', /^[0-9a-f]{64}$/);
      assert.equal(file.outcome, 'waiting');
    }
    assert.deepEqual(told.at(-1), {
      ...{ files: 3, totalFiles: 3, bytes: 24, totalBytes: 24 },
      ...{ failed: 0, note: null },
    });
    assert.ok(told.every((progress, i) => progress.bytes >= (told[i - 1]?.bytes ?? 0)));
    assert.deepEqual(readdirSync(world.ledgerFolder), [`${run.id}.jsonl`]);
  });

  it('makes several batches of many files, with few uploads at a time', async () => {
    const { runner } = await world.window({ maxBatchFiles: 4, concurrency: 3 });
    let threeCame = () => {};
    const three = new Promise<void>(resolve => {
      threeCame = resolve;
    });
    world.cloud.before = call => {
      if (world.cloud.count('uploadDirectoryFile') === 3) threeCame();
      return call.method === 'uploadDirectoryFile' ? three : undefined;
    };
    const run = await runner.startRun(await world.planMany(10), target);
    assert.equal(run.phase, 'running');
    assert.deepEqual(
      [...world.batched().values()].map(files => files.length),
      [4, 4, 2],
    );
    assert.equal(world.cloud.count('uploadDirectoryFile'), 10);
    assert.equal(world.cloud.mostUploads, 3);
    assert.deepEqual(
      [...world.cloud.directories.values()].map(directory => directory.name),
      ['docs', 'docs (2)', 'docs (3)'],
    );
    // Nothing is asked for between the last file and its batch, nor anything else at all.
    const methods = world.cloud.calls.map(call => call.method).join(' ');
    assert.equal(
      methods,
      [4, 4, 2].map(n => `createDirectory ${'uploadDirectoryFile '.repeat(n)}createBatch`).join(' '),
    );
  });

  it('costs each file the same, however many there are', async () => {
    const looks: number[] = [];
    for (const mode of ['batches', 'jobs'] as const) {
      for (const count of [20, 200]) {
        let gets = 0;
        const { ledger, runner } = await world.window({}, opened => {
          return new Proxy(opened, {
            get: (of, key) => {
              const value: unknown = Reflect.get(of, key);
              if (key === 'get') gets++;
              return typeof value === 'function' ? value.bind(of) : value;
            },
          });
        });
        const { id } = await runner.startRun(await world.planMany(count), { ...target, mode });
        looks.push(gets);
        await ledger.forget(id);
      }
    }
    // To look at a run is to fold what happened since, which costs a copy of the list of its files.
    assert.equal(looks[0], looks[1]);
    assert.equal(looks[2], looks[3]);
  });

  it('sends as many files at a time as the connection takes', async () => {
    const { runner } = await world.window({ concurrency: id => (id === 'local' ? 5 : 1) });
    const five = new Promise<void>(resolve => {
      world.cloud.before = call => {
        if (world.cloud.count('uploadDirectoryFile') === 5) resolve();
        return call.method === 'uploadDirectoryFile' ? five : undefined;
      };
    });
    await runner.startRun(await world.planMany(20), target);
    assert.equal(world.cloud.mostUploads, 5);
  });

  it('makes batches with the webhooks that were chosen, asked for at the last moment and kept nowhere', async () => {
    const secret = 'hook-secret-1';
    const webhooks = {
      webhook_configurations: [{ webhook_url: 'https://hooks.example/a', webhook_signing_secret: secret }],
    };
    let asked = 0;
    const { runner } = await world.window({
      webhooksFor: async id => {
        assert.equal(id, 'local');
        assert.equal(world.cloud.calls.at(-1)?.method, 'uploadDirectoryFile');
        asked++;
        return webhooks;
      },
    });
    let body: unknown;
    const { createBatch } = world.cloud;
    world.cloud.createBatch = (sent, options) => {
      body = sent;
      return createBatch(sent, options);
    };
    const run = await runner.startRun(await world.planMany(2), target);
    assert.deepEqual([run.phase, asked], ['running', 1]);
    assert.deepEqual((body as typeof webhooks).webhook_configurations, webhooks.webhook_configurations);
    const ledger = readFileSync(join(world.ledgerFolder, `${run.id}.jsonl`), 'utf8');
    assert.ok(!ledger.includes(secret) && !world.logged.join().includes(secret));
  });

  for (const status of [404, 422]) {
    it(`fails no file for webhooks that the server refuses (${status}), and goes on with others`, async () => {
      const { cloud } = world;
      let webhooks: WebhookFields = { webhook_configuration_ids: ['gone'] };
      const { runner } = await world.window({ webhooksFor: async () => webhooks });
      const createBatch = cloud.createBatch;
      cloud.createBatch = async (body, options) => {
        if (body.webhook_configuration_ids?.includes('gone')) throw refusal(status, 'Webhook unknown');
        return createBatch(body, options);
      };
      const run = await runner.startRun(await world.planMany(2), target);
      assert.deepEqual([run.phase, run.pause?.reason], ['uploading', 'other']);
      assert.match(run.error ?? '', /: Webhook unknown\. .*“Choose Webhooks for Batches…”/);
      assert.deepEqual(
        run.files.map(file => file.outcome),
        ['waiting', 'waiting'],
      );
      webhooks = {};
      assert.equal((await runner.resume(run.id)).phase, 'running');
      assert.equal(cloud.count('uploadDirectoryFile'), 2);
      assert.deepEqual([...world.batched().values()], [['f0.txt', 'f1.txt']]);
    });
  }

  describe('tells whose results may be used again', () => {
    for (const [what, change, fingerprint] of [
      ['those of a configuration that stayed', () => undefined, 'f1'],
      ['none where it was saved anew while files were sent', anew, null],
      ['none where it is gone', (id: string) => world.cloud.configurations.deleteConfiguration(id), null],
    ] as const) {
      it(what, async () => {
        const { cloud } = world;
        const { runner } = await world.window({ maxBatchFiles: 1, concurrency: 1 });
        const { id, version } = await anew();
        cloud.before = async call => {
          cloud.before = call.subject === 'f1.txt' ? () => {} : cloud.before;
          if (call.subject === 'f1.txt') await change(id);
        };
        const configuration = { id, name: 'Mine', tier: 'fast', fingerprint: 'f1', version };
        const run = await runner.startRun(await world.planMany(2), { ...target, configuration });
        assert.deepEqual([run.phase, run.configuration.fingerprint], ['running', fingerprint]);
        assert.equal(cloud.count('getConfiguration'), 1);
      });
    }

    function anew() {
      const parameters = configurationParameters.parse({ product_type: 'parse_v2', tier: 'fast' });
      return world.cloud.saveConfiguration({ name: 'Mine', parameters });
    }
  });

  it('makes no batch without its webhooks', async () => {
    const { runner } = await world.window({
      webhooksFor: () => Promise.reject(new Error('The secret of a webhook could not be read.')),
    });
    const run = await runner.startRun(await world.planMany(1), target);
    assert.deepEqual([run.pause?.reason, run.error], ['other', 'The secret of a webhook could not be read.']);
    assert.equal(world.cloud.batches.size, 0);
  });

  it('extracts in batches, too', async () => {
    const { runner } = await world.window();
    const configuration = { id: 'cfg-1', name: 'Invoices', tier: 'agentic', fingerprint: 'f' };
    const extract = { ...target, jobType: 'extract_v2', configuration } as const;
    const run = await runner.startRun(await world.planMany(1), extract);
    assert.equal(run.phase, 'running');
    assert.deepEqual([...world.cloud.batches.values()][0]?.config.job, {
      type: 'extract_v2',
      configuration_id: 'cfg-1',
    });
  });

  it('sends no file that is unchanged, and is finished at once where all are', async () => {
    const { runner } = await world.window();
    const { files } = await world.planMany(3);
    const earlier = { connectionId: 'local', projectId: 'project', jobId: 'pjb-1' };
    const known = files.map((file, i) => (i < 2 ? { ...file, earlier } : file));
    const run = await runner.startRun({ files: known }, target);
    assert.deepEqual(
      run.files.map(file => file.outcome),
      ['unchanged', 'unchanged', 'waiting'],
    );
    assert.equal(world.cloud.count('uploadDirectoryFile'), 1);
    const calls = world.cloud.calls.length;
    const all = await runner.startRun({ files: known.slice(0, 2) }, target);
    assert.deepEqual([all.phase, all.error], ['finished', null]);
    assert.equal(world.cloud.calls.length, calls);
  });

  it('fails a file that is gone, changed or refused, and goes on with the others', async () => {
    const { runner } = await world.window({ maxBatchFiles: 2 });
    const plan = await world.planMany(6);
    rmSync(join(world.docs, 'f0.txt'));
    appendFileSync(join(world.docs, 'f1.txt'), 'more');
    world.cloud.before = call => {
      if (call.subject === 'f2.txt') throw refusal(400, 'Uploaded file is empty.');
    };
    const run = await runner.startRun(plan, target);
    assert.equal(run.phase, 'running');
    const errors = run.files.map(file => file.error ?? '');
    assert.match(errors[0] ?? '', /not there any more/);
    assert.match(errors[1] ?? '', /changed after it was planned/);
    assert.equal(errors[2], 'Uploaded file is empty.');
    assert.deepEqual(
      run.files.map(file => file.outcome),
      [...['failed', 'failed', 'failed', 'waiting', 'waiting', 'waiting']],
    );
    assert.deepEqual([...world.batched().values()], [['f3.txt', 'f4.txt'], ['f5.txt']]);
  });

  it('fails a file that was changed while it was sent', async () => {
    const { runner } = await world.window();
    const plan = await world.planMany(2);
    world.cloud.before = call => {
      if (call.subject === 'f0.txt') appendFileSync(join(world.docs, 'f0.txt'), '!');
    };
    const run = await runner.startRun(plan, target);
    assert.deepEqual(
      run.files.map(file => file.outcome),
      ['failed', 'waiting'],
    );
  });

  it('fails the run when no file could be sent, and leaves nothing on the server', async () => {
    const { runner } = await world.window();
    world.cloud.before = call => {
      if (call.method === 'uploadDirectoryFile') throw refusal(413, 'File size exceeds 512MB limit.');
    };
    const run = await runner.startRun(await world.planMany(2), target);
    assert.equal(run.phase, 'failed');
    assert.equal(run.error, 'No file could be parsed: File size exceeds 512MB limit.');
    assert.ok(run.endedAt);
    assert.equal(world.cloud.directories.size, 0);
    assert.equal(world.cloud.count('createBatch'), 0);
  });

  it('stops where there is no client, and says why', async () => {
    const { runner } = await world.window({
      clientFor: () => Promise.reject(new Error('Sign in to LlamaCloud first.')),
    });
    const run = await runner.startRun(await world.planMany(1), target);
    assert.deepEqual([run.phase, run.error], ['uploading', 'Sign in to LlamaCloud first.']);
  });

  for (const method of ['createDirectory', 'uploadDirectoryFile', 'createBatch'] as const) {
    it(`looks before it repeats a ${method} whose answer was lost`, async () => {
      const { cloud } = world;
      const { runner } = await world.window();
      for (const phase of ['after', 'before'] as const) {
        const already = cloud.count(method);
        let faults = 1;
        cloud.before = () => {};
        cloud.after = () => {};
        cloud[phase] = call => {
          if (call.method === method && faults-- > 0) throw cut(true);
        };
        const run = await runner.startRun(await world.planMany(1), target);
        assert.equal(run.phase, 'running');
        assert.equal(cloud.count(method) - already, phase === 'after' ? 1 : 2);
      }
      assert.equal(cloud.directories.size, 2);
      assert.deepEqual([...world.batched().values()], [['f0.txt'], ['f0.txt']]);
    });
  }

  it('sees a batch that appears only a while after the answer was lost', async () => {
    const { cloud } = world;
    const { runner } = await world.window();
    let looks = 0;
    let late = () => {};
    cloud.before = async call => {
      if (call.method === 'createBatch' && looks === 0) {
        const { before } = cloud;
        late = () => {
          cloud.before = () => {};
          const job = { type: 'parse_v2' as const, configuration_id: 'cfg-PARSE_FAST' };
          void cloud.createBatch({ source_directory_id: call.subject, config: { job } });
          cloud.before = before;
        };
        throw cut(true);
      }
      if (call.method === 'listBatches' && ++looks === 3) late();
    };
    const run = await runner.startRun(await world.planMany(1), target);
    assert.equal(run.phase, 'running');
    assert.equal(cloud.batches.size, 1);
  });

  it('fails the run with the server’s sentence when the batch is refused', async () => {
    const { runner } = await world.window();
    world.cloud.before = call => {
      if (call.method === 'createBatch') throw refusal(404, 'Unknown configuration');
    };
    const run = await runner.startRun(await world.planMany(2), target);
    assert.deepEqual([run.phase, run.error], ['failed', 'No file could be parsed: Unknown configuration']);
    assert.ok(run.files.every(file => file.outcome === 'failed'));
    assert.equal(world.cloud.directories.size, 0);
  });

  it('sends the files again when their directory has expired meanwhile', async () => {
    const { cloud } = world;
    const first = await world.window({ concurrency: 1 });
    cloud.before = call => {
      if (call.subject === 'f1.txt') throw refusal(402);
    };
    const { id } = await first.runner.startRun(await world.planMany(2), target);
    cloud.before = () => {};
    cloud.directories.clear();
    cloud.files.clear();
    const second = await world.window();
    const run = await second.runner.resume(id);
    assert.equal(run.phase, 'running');
    assert.deepEqual([...world.batched().values()], [['f0.txt', 'f1.txt']]);
    // The bytes outlived the directory.
    assert.deepEqual([cloud.count('uploadDirectoryFile'), cloud.count('addDirectoryFile')], [3, 1]);
    assert.equal(run.batches.length, 1);
  });

  it('has nothing to start without files', async () => {
    const { ledger, runner } = await world.window();
    await assert.rejects(runner.startRun({ files: [] }, target), /nothing to parse/);
    assert.deepEqual(ledger.runs(), []);
  });
});
