import assert from 'node:assert/strict';
import { join } from 'node:path';
import { systemClock } from '../../../../src/base/clock';
import { DisposableStore } from '../../../../src/base/lifecycle';
import { silentLog } from '../../../../src/base/log';
import type { LlamaCloud } from '../../../../src/client/api';
import { createLlamaCloud } from '../../../../src/client/llamaCloud';
import { ResultDocuments } from '../../../../src/documents/resultDocuments';
import { type ResultView, viewOfJob } from '../../../../src/documents/resultViews';
import type { Extractor } from '../../../../src/engine/jobs/extractJobs';
import { JobFailure } from '../../../../src/engine/jobs/jobFailure';
import { readConfigurationFile } from '../../../../src/runs/configurations/configurationFile';
import { saveByName } from '../../../../src/runs/configurations/saveByName';
import { openLedger } from '../../../../src/runs/ledger';
import { planFiles } from '../../../../src/runs/plan/planFiles';
import { Poller } from '../../../../src/runs/poller/poller';
import type { FileRow } from '../../../../src/runs/rows';
import type { RunTarget } from '../../../../src/runs/run';
import { RunRunner } from '../../../../src/runs/runner';
import { RowStore } from '../../../../src/runs/store';
import { tempFolder, writeTree } from '../../../support/tempFolder';
import { TestEngine, token } from '../../engine/testEngine';

const file = JSON.stringify({
  name: 'Totals',
  tier: 'agentic',
  data_schema: { type: 'object', properties: { total: { type: 'number' } } },
});

/** An extractor that finds something in every file but one. */
const extract: Extractor = async job => {
  if (job.name === 'bad.txt') throw new JobFailure('Nothing in this file fits the schema.');
  return {
    result: JSON.stringify({ total: 7 }),
    extract_metadata: JSON.stringify({
      field_metadata: { document_metadata: { total: { confidence: 0.9 } } },
    }),
    metadata: JSON.stringify({ usage: { num_pages_extracted: 1 } }),
    parse_job_id: null,
  };
};

describe('an extraction of a folder, by a configuration file', () => {
  const temp = tempFolder();
  const owned = new DisposableStore();
  let engine: TestEngine;
  let client: LlamaCloud;
  let files: Map<string, FileRow>;

  before(async () => {
    engine = new TestEngine({ extract });
    const baseUrl = await engine.engine.listen();
    client = createLlamaCloud({ baseUrl, token: async () => token, fetch, userAgent: 'test' });
    const clientFor = async () => client;
    const common = { clock: systemClock, log: silentLog, clientFor };
    const ledger = owned.add(await openLedger(join(temp.path, 'ledger'), common));
    const runner = owned.add(new RunRunner({ ...common, ledger }));
    const store = owned.add(new RowStore({ ...common, ledger, startedHere: runner.startedHere }));
    const timing = { random: Math.random, minIntervalMs: () => 5, maxIntervalMs: () => 20 };
    const poller = owned.add(new Poller({ ...common, ...timing, ledger, store }));
    poller.start();
    poller.setFocused(true);

    const docs = join(temp.path, 'docs');
    writeTree(docs, { 'good.txt': 'total 7', 'sub/good.txt': 'total 7 too', 'bad.txt': 'nothing' });
    const settings = { exclude: [], respectGitignore: false, supportedExtensions: new Set(['.txt']) };
    const plan = await planFiles([docs], settings, new AbortController().signal);
    const run = await runner.startRun(plan, await target());
    const key = `run:${run.id}`;
    await new Promise<void>(resolve => {
      const look = () => store.get(key)?.active === false && resolve();
      store.onDidChange(look);
      look();
    });
    files = new Map(store.files(key)?.map(row => [row.path, row]));
  });

  after(async () => {
    owned.dispose();
    await engine.dispose();
    temp.remove();
  });

  async function target(): Promise<RunTarget> {
    const [project] = await client.listProjects();
    assert.ok(project);
    const read = readConfigurationFile(file, 'extract_v2', 'totals.llamaextract.json');
    const saved = await saveByName(client, read, { projectId: project.id }, async () => false);
    assert.ok(saved);
    const { id, name, parameters } = saved.configuration;
    return {
      ...{ connectionId: 'local', projectId: project.id, label: 'docs', estimatedCredits: null },
      ...{ jobType: 'extract_v2', mode: 'batches' },
      configuration: { id, name, tier: parameters.tier, fingerprint: null },
    };
  }

  /** What is opened for a file where a person asks for some view. */
  async function opened(path: string, asked: ResultView): Promise<Record<string, unknown>> {
    const row = files.get(path);
    assert.ok(row?.jobId);
    const documents = owned.add(new ResultDocuments(async () => client));
    const { projectId, jobId, jobType } = row;
    const view = viewOfJob(jobType, asked);
    const { text } = await documents.read({ connectionId: 'local', projectId, jobId, view, path });
    return JSON.parse(text);
  }

  it('ends with an outcome for each file', () => {
    const outcomes = [...files].map(([path, { outcome, error }]) => [path, outcome, error]);
    assert.deepEqual(outcomes, [
      ['bad.txt', 'failed', 'Nothing in this file fits the schema.'],
      ['good.txt', 'done', null],
      ['sub/good.txt', 'done', null],
    ]);
  });

  it('opens as JSON with its metadata, whichever view is asked for', async () => {
    const expected = {
      extract_result: { total: 7 },
      extract_metadata: { field_metadata: { document_metadata: { total: { confidence: 0.9 } } } },
    };
    for (const asked of ['markdown', 'extract'] as const) {
      const { extract_result, extract_metadata } = await opened('sub/good.txt', asked);
      assert.deepEqual(extract_result, expected.extract_result);
      assert.deepEqual(
        (extract_metadata as { field_metadata: unknown }).field_metadata,
        expected.extract_metadata.field_metadata,
      );
    }
  });

  it('opens with all that is known of the job, also where it failed', async () => {
    const details = await opened('bad.txt', 'details');
    assert.equal(details['status'], 'FAILED');
    assert.match(JSON.stringify(details['configuration']), /"total"/);
  });
});
