import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type EngineProcess, startEngine } from '../../support/engineProcess';
import { childrenOf } from '../../support/processes';
import { bombs } from './bombs';

interface Job {
  id: string;
  status: string;
  error_message: string | null;
}

const megabyte = 1024 * 1024;
/** What the engine itself may grow by over all bombs: it must never hold what they unpack to. */
const mostGrowth = 250 * megabyte;
/** The ceiling of a worker, and what it may pass it by until that is seen. */
const mostOfWorker = 1.5 * 1024 * megabyte * 1.5;

describe('a document that is built to hurt', function () {
  this.timeout(90_000);
  let engine: EngineProcess;
  let atFirst: number;
  before(async () => {
    engine = await startEngine();
    atFirst = residentBytes(engine.pid);
  });
  after(() => engine?.stop());

  const ask = async (method: string, path: string, body?: FormData) => {
    const headers = { authorization: `Bearer ${engine.token}` };
    const response = await fetch(engine.url + path, { method, headers, ...(body && { body }) });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return JSON.parse(text);
  };
  const parse = (name: string, bytes: Buffer, seconds = 30): Promise<Job> => {
    const form = new FormData();
    const timeouts = { base_in_seconds: seconds };
    const options = { tier: 'fast', version: 'latest', processing_control: { timeouts } };
    form.set('file', new File([new Uint8Array(bytes)], name));
    form.set('configuration', JSON.stringify(options));
    return ask('POST', '/api/v2/parse/upload', form);
  };
  /** The ended job, and the most that a worker held meanwhile. */
  const ended = async (id: string): Promise<{ job: Job; worker: number }> => {
    for (let worker = 0; ; await wait(50)) {
      for (const pid of childrenOf(engine.pid)) worker = Math.max(worker, residentBytes(pid));
      const { job } = (await ask('GET', `/api/v2/parse/${id}`)) as { job: Job };
      if (['COMPLETED', 'FAILED'].includes(job.status)) return { job, worker };
    }
  };

  for (const { name, make, codes, seconds } of bombs) {
    it(`costs its job and nothing else: ${name}`, async () => {
      const { id } = await parse(name, make(), seconds);
      const { job, worker } = await ended(id);
      const [code = ''] = /^[A-Z_]+(?=: [A-Z].+\.$)/.exec(job.error_message ?? '') ?? [];
      if (codes.length === 0) assert.equal(job.status, 'COMPLETED', job.error_message ?? '');
      else assert.ok(codes.includes(code), `${job.status} ${job.error_message}`);
      assert.ok(worker < mostOfWorker, `a worker held ${worker / megabyte} MB`);
      const grown = residentBytes(engine.pid) - atFirst;
      assert.ok(grown < mostGrowth, `the engine has grown by ${grown / megabyte} MB`);
      const good = await ended((await parse('good.txt', Buffer.from(`good after ${name}`))).id);
      assert.equal(good.job.status, 'COMPLETED', good.job.error_message ?? '');
    });
  }
});

/** Resident bytes of a process; 0 where it has ended, or where the system has no /proc (any but Linux). */
function residentBytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
