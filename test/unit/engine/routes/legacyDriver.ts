import assert from 'node:assert/strict';
import { type AnswerBody, eventually, type TestEngine } from '../testEngine';

export const path = '/api/v1/beta/batch-processing';

/** Asks an engine for batches of the legacy route. */
export class LegacyDriver {
  constructor(private readonly engine: TestEngine) {}

  /** A directory that holds files of these names. */
  async directoryOf(...names: string[]): Promise<string> {
    const directory = await this.engine.directory();
    for (const name of names) await this.engine.upload(directory, name);
    return directory;
  }

  async create(directory_id: string, parameters: object = {}, more: object = {}): Promise<AnswerBody> {
    const body = { directory_id, job_config: { parameters }, ...more };
    const { status, body: job } = await this.engine.post(path, body);
    assert.equal(status, 201, JSON.stringify(job));
    return job;
  }

  async status(id: string) {
    return (await this.engine.get(`${path}/${id}`)).body as AnswerBody & { job: AnswerBody };
  }

  /** Waits until the job has this status. */
  async until(id: string, wanted: string) {
    let found = await this.status(id);
    await eventually(
      async () => {
        found = await this.status(id);
        return found.job.status === wanted;
      },
      () => `the job is ${found.job.status}, not ${wanted}`,
    );
    return found;
  }

  async items(id: string, query = ''): Promise<AnswerBody> {
    return (await this.engine.get(`${path}/${id}/items${query}`)).body;
  }
}

/** Items of a job: all, processed, failed, skipped. */
export const told = (job: AnswerBody) => [
  ...[job['total_items'], job['processed_items'], job['failed_items'], job['skipped_items']],
];
