import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Actor } from './actor';
import { hasEnded, type KnownJob, observe } from './beliefs';
import { formOf } from './documents';
import type { Item } from './world';

const extracts = '/api/v2/extract';
const mostOpen = 4;
const mostFiles = 8;

const configuration = {
  data_schema: { type: 'object', properties: { name: { type: 'string' }, amount: { type: 'number' } } },
  cite_sources: true,
  // Each parses for itself: there is more to be cut off.
  disable_cache: true,
};

/** Has fields extracted from files of its own, and cancels some of the jobs. */
export class ExtractActor extends Actor {
  private readonly jobs = new Map<string, KnownJob>();
  /** Names of the documents of its files by their ids. */
  private readonly files = new Map<string, string>();

  override get unfinished(): string[] {
    return [...this.jobs.values()]
      .filter(job => !hasEnded(job.status))
      .map(({ id, status }) => `${id} ${status}`);
  }

  async check(): Promise<void> {
    const listed = new Map((await this.world.all(extracts)).map(job => [job.id, job]));
    for (const known of this.jobs.values()) {
      const job = listed.get(known.id);
      assert.ok(job, `extract job ${known.id} is lost`);
      this.observe(known, job);
      if (known.cancelled === 'yes') assert.equal(job.status, 'CANCELLED', `job ${known.id} was cancelled`);
      if (hasEnded(known.status)) await this.readJob(known);
    }
  }

  protected async act(): Promise<void> {
    const open = [...this.jobs.values()].filter(job => !hasEnded(job.status));
    const dice = this.random.next();
    if (dice < 0.2 && this.files.size < mostFiles) return this.upload();
    if (dice < 0.6 && open.length < mostOpen && this.files.size > 0) return this.extract();
    if (open.length === 0) return this.upload();
    const job = this.random.pick(open);
    return dice > 0.9 ? this.cancel(job) : this.observe(job, await this.read(job));
  }

  private async upload(): Promise<void> {
    const document = this.random.pick(this.world.documents);
    const form = formOf('file', document, { purpose: 'extract' });
    const { body } = await this.world.ask('POST', '/api/v1/beta/files', 201, form);
    this.files.set(String(body['id']), document.name);
  }

  private async extract(): Promise<void> {
    const [file_input, name] = this.random.pick([...this.files]);
    const { body } = await this.world.ask('POST', extracts, 200, { file_input, configuration });
    const id = String(body['id']);
    const unknown = { status: 'PENDING', cancelled: 'no', deleted: 'no', result: null } as const;
    this.jobs.set(id, { id, batch: null, name, ...unknown });
  }

  /** 400: it ended before. */
  private async cancel(job: KnownJob): Promise<void> {
    job.cancelled = 'maybe';
    const { status, body } = await this.world.ask('POST', `${extracts}/${job.id}/cancel`, [200, 400]);
    job.cancelled = status === 200 ? 'yes' : 'no';
    if (status === 200) this.observe(job, body as unknown as Item);
  }

  private async read({ id }: KnownJob): Promise<Item> {
    const { body } = await this.world.ask('GET', `${extracts}/${id}`, 200);
    return body as unknown as Item;
  }

  /** The result is the same at every reading. */
  private async readJob(known: KnownJob): Promise<void> {
    const digest = createHash('sha256')
      .update(JSON.stringify(await this.read(known)))
      .digest('hex');
    known.result ??= digest;
    assert.equal(digest, known.result, `the result of extract job ${known.id} has changed`);
  }

  private observe(known: KnownJob, { status, error_message: error }: Item): void {
    observe(known, status);
    // A job during which the engine was killed twice is not begun again.
    if (status !== 'FAILED' || /ended 2 times/.test(String(error))) return;
    assert.equal(
      this.world.document(known.name).word,
      null,
      `job ${known.id} (${known.name}) failed: ${error}`,
    );
  }
}
