import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { EarlierIndex } from '../../../../src/runs/earlier/earlierIndex';
import { findEarlier, stillThere } from '../../../../src/runs/earlier/findEarlier';
import type { EarlierResult, Run, RunFile } from '../../../../src/runs/run';
import { FakeLlamaCloud, refusal } from '../../../support/fakeLlamaCloud';
import { plannedRun, runFile } from '../../../support/runs';
import { tempFolder } from '../../../support/tempFolder';

const never = new AbortController().signal;
const fingerprint = 'f1';
const configuration = { id: 'cfg-1', name: 'Mine', tier: 'agentic', fingerprint };
const sought = { serverKey: 'https://eu', jobType: 'parse_v2', fingerprint } as const;
const servers: Record<string, string> = { eu: 'https://eu', 'eu-2': 'https://eu', us: 'https://us' };
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('earlier results', () => {
  let folder: ReturnType<typeof tempFolder>;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => folder.remove());

  const parsed = (content: string, jobId: string, more: Partial<RunFile> = {}) =>
    runFile(`${jobId}.pdf`, {
      ...{ bytes: content.length, sha256: hash(content), jobId, outcome: 'done', source: `/gone/${jobId}` },
      ...more,
    });
  const run = (files: RunFile[], more: Partial<Run> = {}): Run =>
    plannedRun('r', [], { connectionId: 'eu', projectId: 'p', configuration, files, ...more });
  const index = (...runs: Run[]) => new EarlierIndex(runs, id => servers[id], sought);
  function planned(files: Record<string, string>) {
    folder.write(folder.path, files);
    return Object.keys(files).map(path => {
      const source = join(folder.path, path);
      const { size, mtimeMs } = statSync(source);
      return { path, source, bytes: size, modified: mtimeMs };
    });
  }
  const jobs = (found: ReadonlyMap<string, EarlierResult>) =>
    [...found].map(([path, { jobId }]) => `${path} ${jobId}`).sort();

  it('are found by content under any name, over all runs and connections of one server', async () => {
    const files = planned({ 'new name.pdf': 'alpha', 'b.pdf': 'beta!', 'c.pdf': 'other' });
    const known = index(
      run([parsed('alpha', 'pjb-a')]),
      run([parsed('beta!', 'pjb-b')], { connectionId: 'eu-2', projectId: 'q' }),
    );
    const found = await findEarlier(files, known, never);
    assert.deepEqual(jobs(found), ['b.pdf pjb-b', 'new name.pdf pjb-a']);
    assert.deepEqual(found.get('b.pdf'), { connectionId: 'eu-2', projectId: 'q', jobId: 'pjb-b' });
  });

  it('do not come from another server, kind, configuration, or a run that was cleaned up', () => {
    const file = [parsed('alpha', 'pjb-a')];
    const others: Partial<Run>[] = [
      { connectionId: 'us' },
      { connectionId: 'signed out for ever' },
      { jobType: 'extract_v2' },
      { configuration: { ...configuration, fingerprint: 'f2' } },
      { configuration: { ...configuration, fingerprint: null } },
      { cleanedAt: 5 },
    ];
    for (const other of others) assert.ok(index(run(file, other)).isEmpty, JSON.stringify(other));
    assert.ok(!index(run(file)).isEmpty);
  });

  it('are whole results only, the latest of each content', () => {
    const unfinished = (['failed', 'cancelled', 'running', 'expired', 'done_with_failed_pages'] as const).map(
      outcome => parsed(outcome, `pjb-${outcome}`, { outcome }),
    );
    assert.ok(index(run(unfinished)).isEmpty);
    const known = index(run([parsed('alpha', 'pjb-new')]), run([parsed('alpha', 'pjb-old')]));
    assert.equal(known.ofContent(hash('alpha'))?.jobId, 'pjb-new');
  });

  it('are not those of a second attempt, whose configuration may have changed meanwhile, unless nobody can change it', () => {
    const again = [parsed('alpha', 'pjb-a', { retriedAt: 5 })];
    assert.ok(index(run(again)).isEmpty);
    const preset = { ...configuration, id: 'cfg-PARSE_AGENTIC' };
    assert.ok(!index(run(again, { configuration: preset })).isEmpty);
  });

  it('take a file that did not change since for the same without reading it', async () => {
    const [file] = planned({ 'a.pdf': 'alpha' });
    assert.ok(file);
    const same = { source: file.source, bytes: file.bytes, modified: file.modified };
    const known = index(run([parsed('what it was', 'pjb-a', { ...same, sha256: hash('what it was') })]));
    assert.deepEqual(jobs(await findEarlier([file], known, never)), ['a.pdf pjb-a']);
    const touched = { ...file, modified: file.modified + 1 };
    assert.deepEqual(jobs(await findEarlier([touched], known, never)), []);
  });

  it('lead on through runs that found them unchanged', async () => {
    const [file] = planned({ 'a.pdf': 'alpha' });
    assert.ok(file);
    const earlier = { connectionId: 'eu', projectId: 'p', jobId: 'pjb-first' };
    const again = runFile('a.pdf', { ...file, outcome: 'unchanged', earlier });
    assert.deepEqual(jobs(await findEarlier([file], index(run([again])), never)), ['a.pdf pjb-first']);
  });

  it('cost no reading where no size fits, and nothing where a file cannot be read', async () => {
    const files = [{ path: 'a.pdf', source: join(folder.path, 'gone'), bytes: 5, modified: 1 }];
    assert.deepEqual(jobs(await findEarlier(files, index(run([parsed('alpha', 'pjb-a')])), never)), []);
    let compared = 0;
    await findEarlier(
      planned({ 'b.pdf': 'no such length' }),
      index(run([parsed('alpha', 'pjb-a')])),
      never,
      files => {
        compared = files;
      },
    );
    assert.equal(compared, 0, 'nothing was read');
  });

  it('end at the signal', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    const known = index(run([parsed('alpha', 'pjb-a')]));
    await assert.rejects(findEarlier(planned({ 'a.pdf': 'alpha' }), known, abort.signal), /enough/);
  });

  describe('on their server', () => {
    const result = (jobId: string, connectionId = 'eu'): EarlierResult => ({
      connectionId,
      projectId: 'p',
      jobId,
    });

    it('count while their jobs are there and completed, asked for 100 at a time', async () => {
      const asked: string[][] = [];
      const cloud = new FakeLlamaCloud();
      cloud.listParseJobs = async ({ job_ids = [] }) => {
        asked.push([...job_ids]);
        const there = job_ids.filter(id => id !== 'pjb-7');
        const items = there.map(id => ({ id, status: id === 'pjb-8' ? 'CANCELLED' : 'COMPLETED' }));
        return { items, next_page_token: null, total_size: null } as unknown as Awaited<
          ReturnType<FakeLlamaCloud['listParseJobs']>
        >;
      };
      const found = new Map(Array.from({ length: 250 }, (_, i) => [`${i}.pdf`, result(`pjb-${i}`)]));
      const kept = await stillThere(found, 'parse_v2', async () => cloud, never);
      assert.deepEqual(
        asked.map(ids => ids.length),
        [100, 100, 50],
      );
      assert.deepEqual([kept.size, kept.has('7.pdf'), kept.has('8.pdf')], [248, false, false]);
    });

    it('are asked for at the connection that they belong to', async () => {
      const clients: string[] = [];
      const found = new Map([
        ['a.pdf', result('pjb-1')],
        ['b.pdf', result('pjb-2', 'eu-2')],
        ['c.pdf', result('pjb-1')],
      ]);
      const clientFor = async (id: string) => {
        clients.push(id);
        return new FakeLlamaCloud();
      };
      assert.equal((await stillThere(found, 'parse_v2', clientFor, never)).size, 0);
      assert.deepEqual(clients, ['eu', 'eu-2']);
    });

    it('are gone where their project is, or is out of reach of the key', async () => {
      const found = new Map([
        ['a.pdf', result('pjb-1', 'gone')],
        ['b.pdf', result('pjb-2', 'refused')],
        ['c.pdf', result('pjb-3')],
      ]);
      const there = { id: 'pjb-3', status: 'COMPLETED' };
      const clientFor = async (id: string) => {
        const cloud = new FakeLlamaCloud();
        cloud.listParseJobs = async () => {
          if (id === 'gone') throw refusal(404);
          if (id === 'refused') throw refusal(403);
          return { items: [there], next_page_token: null, total_size: null } as never;
        };
        return cloud;
      };
      assert.deepEqual([...(await stillThere(found, 'parse_v2', clientFor, never)).keys()], ['c.pdf']);
    });

    it('are not taken for gone when the server does not answer', async () => {
      const cloud = new FakeLlamaCloud();
      cloud.listParseJobs = async () => {
        throw new Error('no answer');
      };
      const found = new Map([['a.pdf', result('pjb-1')]]);
      await assert.rejects(
        stillThere(found, 'parse_v2', async () => cloud, never),
        /no answer/,
      );
    });
  });
});
