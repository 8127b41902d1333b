import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Random } from '../../support/random';
import { hasEnded, type KnownBatch, type KnownJob, observe } from './beliefs';
import type { Document } from './documents';
import type { Answer, KillableEngine } from './killableEngine';

export interface Item {
  id: string;
  status: string;
  name: string;
  error_message: string | null;
}

const uncached = 'without the cache';

interface Result {
  job_reference: { id: string } | null;
  error_message: string | null;
}

/** Results that are read again at each check, out of all that were read before. */
const rereads = 6;
const views = 'text,markdown,items,metadata,job_metadata';

/** What the actors share: the engine, and what is known of the batches and jobs in it. */
export class World {
  readonly batches = new Map<string, KnownBatch>();
  readonly jobs = new Map<string, KnownJob>();
  private readonly byName: ReadonlyMap<string, Document>;
  private uncachedId = '';

  constructor(
    private readonly engine: KillableEngine,
    readonly documents: readonly Document[],
    /** Where batches tell of their ends. */
    readonly hooksUrl: string,
    private readonly random: Random,
  ) {
    this.byName = new Map(documents.map(document => [document.name, document]));
  }

  /** Asks, and wants one of these status codes. */
  async ask(method: string, path: string, codes: number | number[], body?: object): Promise<Answer> {
    const answer = await this.engine.ask(method, path, body);
    const told = `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`;
    assert.ok([codes].flat().includes(answer.status), told);
    return answer;
  }

  download(url: string): Promise<Buffer> {
    return this.engine.download(url);
  }

  document(name: string): Document {
    const document = this.byName.get(name);
    assert.ok(document, `there is no document ${name}`);
    return document;
  }

  /** Saves what batches need; call it before anything is killed. */
  async prepare(): Promise<void> {
    const parameters = { product_type: 'parse_v2', tier: 'fast', version: 'latest', disable_cache: true };
    const { body } = await this.ask('POST', '/api/v1/beta/configurations', 201, {
      name: uncached,
      parameters,
    });
    this.uncachedId = String(body['id']);
  }

  /** A configuration that takes results from the cache, or one that has every document parsed anew. */
  configurationId(random: Random): string {
    return random.chance(0.5) ? 'cfg-PARSE_FAST' : this.uncachedId;
  }

  /** Every item of a list that comes in pages. */
  async all<T = Item>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let token: unknown = ''; token !== null; ) {
      const page = `${path}${path.includes('?') ? '&' : '?'}page_size=500&page_token=${String(token)}`;
      const { body } = await this.ask('GET', page, 200);
      items.push(...(body['items'] as T[]));
      token = body['next_page_token'];
    }
    return items;
  }

  /** Holds all batches and jobs against what was known of them; `rereadAll` reads every result, else a few. */
  async check(rereadAll = false): Promise<void> {
    const batches = new Map((await this.all('/api/v2/batches')).map(batch => [batch.id, batch.status]));
    const jobs = new Map((await this.all('/api/v2/parse')).map(job => [job.id, job]));
    for (const known of this.batches.values()) {
      const status = batches.get(known.id);
      assert.ok(status, `batch ${known.id} is lost`);
      observe(known, status);
      this.checkCancelled(known);
      if (known.results === null || rereadAll) await this.readBatch(known, jobs);
    }
    for (const known of this.jobs.values()) {
      const job = jobs.get(known.id);
      if (known.deleted === 'maybe') known.deleted = job ? 'no' : 'yes';
      assert.equal(job !== undefined, known.deleted === 'no', `job ${known.id} is ${job ? 'back' : 'lost'}`);
      if (!job) continue;
      this.observeJob(known, job);
      if (known.cancelled === 'yes') assert.equal(job.status, 'CANCELLED', `job ${known.id} was cancelled`);
    }
    const ended = [...this.jobs.values()].filter(job => job.deleted === 'no' && hasEnded(job.status));
    const unread = ended.filter(job => job.result === null);
    const read = ended.filter(job => job.result !== null);
    const again =
      rereadAll || read.length === 0 ? read : Array.from({ length: rereads }, () => this.random.pick(read));
    for (const job of [...unread, ...again]) await this.readJob(job);
  }

  /** What was cancelled before the engine stopped has ended when it is back: nothing works on it any more. */
  private checkCancelled({ id, status, cancelled, directory }: KnownBatch): void {
    if (cancelled === 'yes') assert.equal(status, 'CANCELLED', `batch ${id} was cancelled`);
    if (directory.deleted === 'yes') assert.ok(hasEnded(status), `batch ${id} goes on without its directory`);
  }

  observeJob(known: KnownJob, { status, error_message: error }: Item): void {
    observe(known, status);
    if (status !== 'FAILED' && status !== 'COMPLETED') return;
    const failed = status === 'FAILED';
    assert.equal(
      failed,
      this.wordOf(known) === null,
      `job ${known.id} (${known.name}) is ${status}: ${error}`,
    );
  }

  /** Reads the results of a batch: one entry a file, each with its job; the same for ever once it has ended. */
  private async readBatch(known: KnownBatch, jobs: Map<string, Item>): Promise<void> {
    const { body } = await this.ask('GET', `/api/v2/batches/${known.id}?expand=results`, 200);
    observe(known, String(body['status']));
    const ended = hasEnded(known.status);
    const results = body['results'] as Result[] | null;
    if (results === null) {
      assert.ok(!ended, `batch ${known.id} has ended without results`);
      return;
    }
    assert.equal(results.length, known.files, `batch ${known.id} has lost files`);
    for (const { job_reference: job, error_message: error } of results) {
      assert.equal(error, null);
      if (!job) assert.equal(known.status, 'CANCELLED', `batch ${known.id} has a file without job`);
      else if (!this.jobs.has(job.id)) await this.meet(known, job.id, jobs);
    }
    if (!ended) return;
    const told = JSON.stringify(results);
    known.results ??= told;
    assert.equal(told, known.results, `the results of batch ${known.id} have changed`);
  }

  /** A job that was made after the list was read is in the list from then on. */
  private async meet(batch: KnownBatch, id: string, jobs: Map<string, Item>): Promise<void> {
    if (!jobs.has(id)) {
      const { body } = await this.ask('GET', `/api/v2/parse/${id}`, 200);
      jobs.set(id, body['job'] as Item);
    }
    this.meetJob(id, jobs.get(id)?.name ?? '', batch);
  }

  meetJob(id: string, name: string, batch: KnownBatch | null): KnownJob {
    const unknown = { status: 'PENDING', cancelled: 'no', deleted: 'no', result: null } as const;
    const known: KnownJob = { id, batch, name, ...unknown };
    this.jobs.set(id, known);
    return known;
  }

  /** 400: it ended before. */
  async cancelJob(job: KnownJob): Promise<void> {
    job.cancelled = 'maybe';
    const { status, body } = await this.ask('POST', `/api/v2/parse/${job.id}/cancel`, [200, 400]);
    job.cancelled = status === 200 ? 'yes' : 'no';
    if (status === 200) this.observeJob(job, body as unknown as Item);
  }

  async deleteJob(job: KnownJob): Promise<void> {
    job.deleted = 'maybe';
    await this.ask('DELETE', `/api/v2/parse/${job.id}`, 200);
    job.deleted = 'yes';
  }

  async lookAtJob(job: KnownJob): Promise<void> {
    const { body } = await this.ask('GET', `/api/v2/parse/${job.id}`, 200);
    this.observeJob(job, body['job'] as Item);
  }

  /** Reads what a job came to; the same at every reading. */
  private async readJob(known: KnownJob): Promise<void> {
    const { body } = await this.ask('GET', `/api/v2/parse/${known.id}?expand=${views}`, 200);
    this.observeJob(known, body['job'] as Item);
    if (known.status === 'COMPLETED') {
      const { pages } = body['markdown'] as { pages: { markdown: string }[] };
      const found = pages.some(page => page.markdown.includes(this.wordOf(known) ?? ''));
      assert.ok(found, `the result of job ${known.id} is not that of ${known.name}`);
    }
    const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    known.result ??= digest;
    assert.equal(digest, known.result, `the result of job ${known.id} has changed`);
  }

  /** The word in a job's document; null where it holds none. */
  private wordOf(job: KnownJob): string | null {
    return this.document(job.name).word;
  }
}
