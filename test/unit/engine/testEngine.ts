import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../../src/base/clock';
import { Engine, type EngineOptions } from '../../../src/engine/server/engine';
import { createEngineLog } from '../../../src/engine/server/engineLog';
import { type Batch, batch } from '../../../src/protocol/batches';
import { type ParseResult, parseResult } from '../../../src/protocol/parseResults';
import { tempFolder } from '../../support/tempFolder';
import { FakePool } from './fakes';

/** The keys of answers that tests look into; which of them are there depends on the route. */
export interface AnswerBody {
  [key: string]: unknown;
  id: string;
  status: string;
  detail: unknown;
  items: AnswerBody[];
  next_page_token: string | null;
}

export interface Answer {
  status: number;
  body: AnswerBody;
}

export const token = 'a-token';

/** Status and `detail` of an answer. */
export async function refusal(answer: Promise<Answer>): Promise<[number, unknown]> {
  const { status, body } = await answer;
  return [status, body.detail];
}

/** An engine in this process over a temporary folder and a fake pool, asked without a socket. */
export class TestEngine {
  readonly lines: string[] = [];
  engine: Engine;
  pool: FakePool;
  private readonly temporary = tempFolder();

  constructor(private readonly options: Partial<EngineOptions> = {}) {
    this.pool = new FakePool();
    this.engine = this.open();
  }

  get dataDir(): string {
    return this.temporary.path;
  }

  /** Ends the engine and starts another on the same folder, as after a restart; does something `between` the two. */
  async reopen(start = true, between: () => void = () => undefined): Promise<void> {
    await this.engine.close(0);
    between();
    this.pool = new FakePool();
    this.engine = this.open();
    if (start) this.engine.start();
  }

  async dispose(): Promise<void> {
    await this.engine.close(0);
    this.temporary.remove();
  }

  async request(method: string, url: string, payload?: object, headers = {}): Promise<Answer> {
    const response = await this.engine.app.inject({
      method: method as 'GET',
      url,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(payload && { payload }),
    });
    return { status: response.statusCode, body: response.body ? JSON.parse(response.body) : null };
  }

  get(url: string): Promise<Answer> {
    return this.request('GET', url);
  }

  post(url: string, payload?: object): Promise<Answer> {
    return this.request('POST', url, payload);
  }

  patch(url: string, payload?: object): Promise<Answer> {
    return this.request('PATCH', url, payload);
  }

  delete(url: string): Promise<Answer> {
    return this.request('DELETE', url);
  }

  /** Names of the stored blobs. */
  blobs(): string[] {
    const names = readdirSync(join(this.dataDir, 'blobs'), { recursive: true, encoding: 'utf8' });
    return names.filter(name => name.length > 10);
  }

  async directory(body: object = { name: 'documents' }): Promise<string> {
    const { status, body: made } = await this.post('/api/v1/beta/directories', body);
    assert.equal(status, 201);
    return made.id;
  }

  /** Uploads a file; the content defaults to its name. */
  async upload(
    directoryId: string,
    name: string,
    content: string | Uint8Array<ArrayBuffer> = name,
    fields: Record<string, string> = {},
  ): Promise<Answer> {
    const form = new FormData();
    form.set('upload_file', new File([content], name));
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    return this.postForm(`/api/v1/beta/directories/${directoryId}/files/upload`, form);
  }

  async postForm(url: string, form: FormData): Promise<Answer> {
    const encoded = new Response(form);
    const payload = Buffer.from(await encoded.arrayBuffer());
    const type = encoded.headers.get('content-type') ?? '';
    return this.request('POST', url, payload, { 'content-type': type });
  }

  /** A batch over a new directory that holds files of these names. */
  async batch(...names: string[]): Promise<Batch> {
    const directory = await this.directory();
    for (const name of names) await this.upload(directory, name);
    return this.batchOver(directory);
  }

  async batchOver(directory: string): Promise<Batch> {
    const job = { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' };
    const { status, body } = await this.post('/api/v2/batches', {
      source_directory_id: directory,
      config: { job },
    });
    assert.equal(status, 201, JSON.stringify(body));
    return batch.parse(body);
  }

  async results(batchId: string): Promise<Batch> {
    return batch.parse((await this.get(`/api/v2/batches/${batchId}?expand=results`)).body);
  }

  /** The parse results of a batch's files in order; null for a file that has no job. */
  async parses(
    batchId: string,
    expand = 'text,markdown,items,metadata,usage,job_metadata',
  ): Promise<(ParseResult | null)[]> {
    const { results } = await this.results(batchId);
    return Promise.all(
      (results ?? []).map(async ({ job_reference: job }) =>
        job ? parseResult.parse((await this.get(`/api/v2/parse/${job.id}?expand=${expand}`)).body) : null,
      ),
    );
  }

  /** Waits until the batch has this status. */
  async until(batchId: string, status: string): Promise<Batch> {
    let found = await this.results(batchId);
    await eventually(
      async () => {
        found = await this.results(batchId);
        return found.status === status;
      },
      () => `the batch is ${found.status}, not ${status}`,
    );
    return found;
  }

  private open(): Engine {
    const clock: Clock = this.options.clock ?? systemClock;
    return new Engine({
      dataDir: this.temporary.path,
      token,
      version: '1.2.3',
      pool: this.pool,
      concurrency: 2,
      clock,
      log: createEngineLog(
        line => this.lines.push(line),
        () => clock.now(),
      ),
      ...this.options,
    });
  }
}

/** Waits for a condition, a turn of the event loop at a time. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  told: () => string = () => 'it did not happen',
): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, told());
    await new Promise(resolve => setImmediate(resolve));
  }
}
