import { setTimeout as wait } from 'node:timers/promises';
import type { EngineProcess } from '../../support/engineProcess';
import type { Random } from '../../support/random';
import type { Findings } from '../support/findings';
import { mutatedDocument } from './mutate';
import { readingOf } from './readings';
import type { Seed } from './seeds';

const timeoutSeconds = 15;
/** A job that has not ended so long after its deadline never will. */
const lateMs = (timeoutSeconds + 45) * 1000;
const views = 'text,markdown,items,metadata,job_metadata,images_content_metadata';
const codes = [
  ...['UNSUPPORTED_FILE_TYPE', 'PDF_IS_PROTECTED', 'PDF_IS_BROKEN', 'NO_DATA_FOUND_IN_FILE'],
  ...['DOCUMENT_TOO_LARGE', 'TOO_MANY_PAGES', 'TIMEOUT', 'INTERNAL_ERROR'],
];
const sentence = new RegExp(`^(${codes.join('|')}): [A-Z].+\\.$`, 's');

interface Job {
  id: string;
  status: string;
  error_message: string | null;
}

/**
 * Has broken documents parsed, and some of them extracted from or classified; wants each job to end in time, with a
 * result that reads or a code and a sentence.
 */
export class DocumentFuzzer {
  parsed = 0;
  readonly outcomes = new Map<string, number>();

  constructor(
    private readonly engine: EngineProcess,
    private readonly random: Random,
    private readonly findings: Findings,
    private readonly secrets: readonly string[],
    private readonly seeds: readonly Seed[],
  ) {}

  async one(): Promise<void> {
    const document = mutatedDocument(this.random.pick(this.seeds), this.random, this.seeds);
    if (document.bytes.length === 0) return;
    const fault = await this.parse(document);
    this.parsed++;
    if (fault) this.findings.add(`${document.extension} ${fault}`, fault, document.bytes, document.extension);
  }

  private async parse({ extension, bytes }: Seed): Promise<string | null> {
    const form = new FormData();
    const options = {
      ...{ tier: 'fast', version: 'latest' },
      processing_control: { timeouts: { base_in_seconds: timeoutSeconds } },
      ...(this.random.chance(0.2) && { output_options: { images_to_save: ['screenshot', 'embedded'] } }),
    };
    form.set('file', new File([new Uint8Array(bytes)], `document${extension}`));
    form.set('configuration', JSON.stringify(options));
    const created = await this.ask('/api/v2/parse/upload', { method: 'POST', body: form });
    if (created.status !== 200) return `was not taken: ${created.status} ${created.text}`;
    const job = await this.ended('/api/v2/parse', (JSON.parse(created.text) as Job).id);
    if (typeof job === 'string') return job;
    const outcome = job?.error_message?.split(':')[0] ?? job?.status ?? 'deleted';
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    if (job === null || job.status === 'CANCELLED') return null;
    if (job.status === 'FAILED') return this.faultOfFailure(job);
    return (await this.faultOfResult(job)) ?? (this.random.chance(0.6) ? this.faultOfReading(job) : null);
  }

  /** The job once it has ended, null where somebody has deleted it (the other fuzzer does), else what is wrong. */
  private async ended(path: string, id: string): Promise<Job | string | null> {
    for (const deadline = Date.now() + lateMs; ; await wait(20)) {
      const { status, text } = await this.ask(`${path}/${id}`);
      if (status === 404) return null;
      if (status !== 200) return `cannot be asked for: ${status} ${text}`;
      const told = JSON.parse(text) as Job & { job?: Job };
      const job = told.job ?? told;
      if (['COMPLETED', 'FAILED', 'CANCELLED'].includes(job.status)) return job;
      if (Date.now() > deadline) return `never ended: ${job.status}`;
    }
  }

  private faultOfFailure({ error_message: error }: Job): string | null {
    if (!sentence.test(error ?? '')) return `failed without a sentence: ${error}`;
    if (/unexpected error/.test(error ?? '')) return `met a fault of ours: ${error}`;
    return this.secrets.some(secret => error?.includes(secret)) ? `tells a path: ${error}` : null;
  }

  private async faultOfResult({ id }: Job): Promise<string | null> {
    const { status, text } = await this.ask(`/api/v2/parse/${id}?expand=${views}`);
    if (status === 404 && text.includes('Parse job not found')) return null;
    if (status !== 200) return `cannot be read: ${status} ${text}`;
    const secret = this.secrets.find(one => text.includes(one));
    return secret === undefined ? null : `tells ${secret}`;
  }

  /** Whatever the parse found, it can be read. */
  private async faultOfReading({ id }: Job): Promise<string | null> {
    const { path, body } = readingOf(id, this.random);
    const headers = { 'content-type': 'application/json' };
    const created = await this.ask(path, { method: 'POST', body: JSON.stringify(body), headers });
    if (created.status === 404) return null;
    if (created.status !== 200) return `could not be read: ${created.status} ${created.text}`;
    const job = await this.ended(path, (JSON.parse(created.text) as Job).id);
    if (typeof job === 'string' || job === null) return job;
    const outcome = `${path.split('/').at(-1)} ${job.status}`;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    if (job.status !== 'FAILED') return null;
    // The other fuzzer deletes what it finds.
    return /^The (parse job|result of the parse)/.test(job.error_message ?? '')
      ? null
      : `was read in vain: ${job.error_message}`;
  }

  private async ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
    const headers = { ...init.headers, authorization: `Bearer ${this.engine.token}` };
    const response = await fetch(this.engine.url + path, { ...init, headers });
    return { status: response.status, text: await response.text() };
  }
}
