import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type Batch, terminalBatchStatuses } from '../../src/protocol/batches';
import type { Directory } from '../../src/protocol/directories';
import { type EngineProcess, startEngine } from '../support/engineProcess';
import type { CreateDriver, Driver } from './driver';
import { officialSdk } from './officialSdk';
import { ourClient } from './ourClient';
import { leftOut, type SampleFile, sampleFiles, samplePath } from './sample';

const drivers: Record<string, CreateDriver> = {
  'the official SDK': officialSdk,
  'our client': ourClient,
};
const agentic = (source_directory_id: string) => ({
  source_directory_id,
  config: { job: { type: 'parse_v2' as const, configuration_id: 'cfg-PARSE_AGENTIC' } },
});
/** What is sent: all that a plan would send, and files of types that no parser takes. */
const sent: SampleFile[] = [
  ...sampleFiles.filter(f => f.outcome !== 'left out'),
  ...leftOut('unsupported').map(f => ({
    ...f,
    outcome: 'failed' as const,
    failureCode: 'UNSUPPORTED_FILE_TYPE',
  })),
];
const inTwoDays = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2 * 86_400_000).toISOString();

for (const [name, createDriver] of Object.entries(drivers)) {
  describe(`the batches guide, walked by ${name}`, function () {
    this.timeout(180_000);
    let engine: EngineProcess;
    let api: Driver;
    let directory: Directory;
    let created: Batch;
    let ended: Batch;
    /** Ids of the directory's files by their path. */
    const ids = new Map<string, string>();

    before(async () => {
      engine = await startEngine();
      api = createDriver(engine.url, engine.token);
      directory = await api.createDirectory({ name: 'sample', type: 'ephemeral', expires_at: inTwoDays });
      for (const file of sent) {
        const fields = { unique_id: file.path, metadata: { path: file.path } };
        const stored = await api.upload(directory.id, samplePath(file), fields);
        ids.set(file.path, stored.id);
      }
      created = await api.createBatch(agentic(directory.id));
      ended = await untilEnded(api, created.id);
    });
    afterEach(function () {
      if (this.currentTest?.isFailed()) process.stderr.write(engine?.log() ?? '');
    });
    after(async () => {
      assert.equal(await engine?.stop(), 0, 'the engine did not end by itself');
    });

    it('has a project and the four presets', async () => {
      const projects = await api.listProjects();
      assert.equal(projects.length, 1);
      assert.equal(directory.project_id, projects[0]?.id);
      const presets = (await api.listConfigurations()).map(c => [c.id, c.parameters.tier]);
      assert.deepEqual(presets.toSorted(), [
        ['cfg-PARSE_AGENTIC', 'agentic'],
        ['cfg-PARSE_AGENTIC_PLUS', 'agentic_plus'],
        ['cfg-PARSE_COST_EFFECTIVE', 'cost_effective'],
        ['cfg-PARSE_FAST', 'fast'],
      ]);
    });

    it('made an ephemeral directory that expires when asked', () => {
      assert.equal(directory.type, 'ephemeral');
      assert.equal(Date.parse(directory.expires_at ?? ''), Date.parse(inTwoDays));
    });

    it('keeps every file under its path, in pages', async () => {
      const files = await api.listFiles(directory.id, 5);
      assert.deepEqual(files.map(f => f.unique_id).sort(), sent.map(f => f.path).sort());
      for (const file of files) {
        assert.equal(file.display_name, file.unique_id.split('/').at(-1));
        assert.deepEqual(file.metadata, { path: file.unique_id });
        assert.equal(file.id, ids.get(file.unique_id));
      }
    });

    it('created a batch that goes by its configuration, and completes', () => {
      assert.ok(['PENDING', 'RUNNING'].includes(created.status), created.status);
      assert.equal(created.results, null);
      assert.deepEqual(created.config, agentic('').config);
      assert.equal(created.source_directory_id, directory.id);
      assert.equal(ended.status, 'COMPLETED');
    });

    it('shows results only when asked', async () => {
      assert.equal((await api.getBatch(created.id, [])).results, null);
      assert.equal(ended.results?.length, sent.length);
    });

    for (const file of sent) {
      it(`${file.outcome}: ${file.path}`, async () => {
        const result = ended.results?.find(r => r.source_directory_file_id === ids.get(file.path));
        assert.ok(result, 'no result');
        if (file.outcome === 'failed') {
          const code = new RegExp(`^${file.failureCode}: .+[.!]$`);
          if (result.error_message !== null) return assert.match(result.error_message, code);
          const { job } = await api.getParse(result.job_reference?.id ?? '', []);
          assert.equal(job.status, 'FAILED');
          return assert.match(job.error_message ?? '', code);
        }
        assert.equal(result.error_message, null);
        assert.equal(result.job_reference?.type, 'parse_v2');
        const parse = await api.getParse(result.job_reference.id, [
          'text',
          'markdown',
          'items',
          'metadata',
          'usage',
        ]);
        assert.equal(parse.job.status, 'COMPLETED', parse.job.error_message ?? '');
        assert.equal(parse.job.tier, 'agentic');
        const markdown = parse.markdown?.pages ?? [];
        for (const part of [markdown, parse.text?.pages, parse.items?.pages, parse.metadata?.pages]) {
          assert.deepEqual(
            part?.map(p => p.page_number),
            pageNumbers(file),
          );
        }
        const words = plain(
          [
            ...markdown.map(p => (p.success ? p.markdown : p.error)),
            ...(parse.text?.pages ?? []).map(p => p.text),
          ].join(' '),
        );
        for (const sentence of file.contains)
          assert.ok(words.includes(plain(sentence)), `lacks "${sentence}"`);
        return undefined;
      });
    }

    it('lists the jobs of the batch by id', async () => {
      const wanted = (ended.results ?? []).flatMap(r => r.job_reference?.id ?? []).sort();
      const jobs = await api.listJobs(wanted);
      assert.deepEqual(jobs.map(j => j.id).sort(), wanted);
      assert.deepEqual(
        await api.listJobs(wanted.slice(0, 1)).then(some => some.map(j => j.id)),
        wanted.slice(0, 1),
      );
    });

    it('lists batches by status and by directory', async () => {
      const idsOf = async (filter: Parameters<Driver['listBatches']>[0]) =>
        (await api.listBatches(filter)).map(b => b.id);
      assert.deepEqual(await idsOf({ status: 'COMPLETED' }), [created.id]);
      assert.deepEqual(await idsOf({ status: 'FAILED' }), []);
      assert.deepEqual(await idsOf({ source_directory_id: directory.id }), [created.id]);
      const other = await api.createDirectory({ name: 'other' });
      assert.deepEqual(await idsOf({ source_directory_id: other.id }), []);
    });

    it('cancels a running batch, once', async () => {
      const running = await api.createBatch(agentic(directory.id));
      await api.cancelBatch(running.id);
      assert.equal((await untilEnded(api, running.id)).status, 'CANCELLED');
      const again = await refused(api, () => api.cancelBatch(running.id));
      assert.equal(again.status, 400, 'anything else is repeated by the SDK');
    });

    it('replaces a file that is sent again under its unique_id', async () => {
      const [file] = sent;
      assert.ok(file);
      const { id } = await api.createDirectory({ name: 'twice' });
      const upload = () => api.upload(id, samplePath(file), { unique_id: 'a', metadata: {} });
      await upload();
      await upload();
      assert.equal((await api.listFiles(id, 10)).length, 1);
    });

    describe('refusals', () => {
      it('401: a wrong key', async () => {
        const stranger = createDriver(engine.url, 'llx-wrong');
        const { status, said } = await refused(stranger, () => stranger.listProjects());
        assert.equal(status, 401);
        assert.ok(said);
      });

      it('404: what does not exist', async () => {
        for (const call of [
          () => api.getBatch('bat-none', []),
          () => api.getParse('pjb-none', []),
          () => api.createBatch(agentic('dir-none')),
          () => api.deleteDirectory('dir-none'),
        ]) {
          const { status, said } = await refused(api, call);
          assert.equal(status, 404);
          assert.match(said, /not found/i);
        }
      });

      it('422: a body that the API does not have', async () => {
        const body = { source_directory_id: directory.id, config: { job: { type: 'parse_v9' } } };
        const { status, said } = await refused(api, () =>
          api.createBatch(body as unknown as Parameters<Driver['createBatch']>[0]),
        );
        assert.equal(status, 422);
        assert.match(said, /body\.config\.job\.configuration_id/);
      });

      it('400: an empty file', async () => {
        const [file] = leftOut('empty');
        assert.ok(file);
        const { status, said } = await refused(api, () =>
          api.upload(directory.id, samplePath(file), { unique_id: file.path, metadata: {} }),
        );
        assert.equal(status, 400);
        assert.equal(said, 'Uploaded file is empty.');
      });

      it('400: a batch over a directory without files', async () => {
        const empty = await api.createDirectory({ name: 'empty' });
        assert.equal((await refused(api, () => api.createBatch(agentic(empty.id)))).status, 400);
      });
    });

    it('deletes a directory', async () => {
      const { id } = await api.createDirectory({ name: 'short-lived' });
      await api.deleteDirectory(id);
      const { status } = await refused(api, () => api.createBatch(agentic(id)));
      assert.equal(status, 404);
    });
  });
}

async function untilEnded(api: Driver, batchId: string): Promise<Batch> {
  for (;;) {
    const batch = await api.getBatch(batchId, ['results']);
    if (terminalBatchStatuses.has(batch.status)) return batch;
    await pause(100);
  }
}

async function refused(api: Driver, call: () => Promise<unknown>) {
  const error = await call().then(
    () => assert.fail('was not refused'),
    (e: unknown) => e,
  );
  return api.refusal(error);
}

const pageNumbers = ({ pages }: SampleFile) => Array.from({ length: pages ?? 0 }, (_, i) => i + 1);

/** Words without the marks and line breaks that a parser may set differently. */
const plain = (text: string) => text.replaceAll(/[\s\\*_|#]+/g, ' ').trim();
