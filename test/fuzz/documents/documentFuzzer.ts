import { setTimeout as wait } from 'node:timers/promises';
import type { EngineProcess } from '../../support/engineProcess';
import type { Random } from '../../support/random';
import type { Findings } from '../support/findings';
import { mutatedDocument } from './mutate';
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

/** Has broken documents parsed, and wants each job to end in time, with a result that reads or a code and a sentence. */
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
    const job = await this.ended((JSON.parse(created.text) as Job).id);
    if (typeof job === 'string') return job;
    const outcome = job?.error_message?.split(':')[0] ?? job?.status ?? 'deleted';
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    if (job === null || job.status === 'CANCELLED') return null;
    return job.status === 'FAILED' ? this.faultOfFailure(job) : this.faultOfResult(job);
  }

  /** The job once it has ended, null where somebody has deleted it (the other fuzzer does), else what is wrong. */
  private async ended(id: string): Promise<Job | string | null> {
    for (const deadline = Date.now() + lateMs; ; await wait(20)) {
      const { status, text } = await this.ask(`/api/v2/parse/${id}`);
      if (status === 404) return null;
      if (status !== 200) return `cannot be asked for: ${status} ${text}`;
      const { job } = JSON.parse(text) as { job: Job };
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

  private async ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
    const headers = { authorization: `Bearer ${this.engine.token}` };
    const response = await fetch(this.engine.url + path, { ...init, headers });
    return { status: response.status, text: await response.text() };
  }
}
