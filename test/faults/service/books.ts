import assert from 'node:assert/strict';
import type { LlamaCloud } from '../../../src/client/api';
import { itemsOf } from '../../../src/client/paging';
import { maxJobIdsPerList, type ParseJob } from '../../../src/protocol/parseJobs';
import type { Run } from '../../../src/runs/run';
import type { FaultServer, Seen } from '../../support/faultServer';
import { isUpload } from './schedule';

/** What really happened to one file. */
interface Entry {
  /** Copies of it that the server took in. */
  copies: number;
  /** Refusals that its uploads met. */
  refusals: number;
  /** Jobs that were made of it. */
  jobs: ParseJob[];
}

/** What the server behind the faults did for one run, past all that the client was told. */
export class Books {
  /** Batches over each directory. */
  readonly batches = new Map<string, string[]>();
  private readonly entries = new Map<string, Entry>();
  private readonly pathOfFile = new Map<string, string>();

  private constructor(private readonly requests: readonly Seen[]) {}

  /** Reads them from what passed through the fault server, and from the server behind. */
  static async read(server: FaultServer, direct: LlamaCloud): Promise<Books> {
    const books = new Books(server.requests);
    for (const seen of server.requests) books.take(seen);
    const jobs = new Map<string, string>();
    for (const [jobId, path] of books.ownJobs) jobs.set(jobId, path);
    for (const batchId of [...books.batches.values()].flat()) {
      const batch = await direct.getBatch(batchId, ['results']);
      for (const { source_directory_file_id: id, job_reference: job } of batch.results ?? []) {
        if (job) jobs.set(job.id, books.pathOf(id));
      }
    }
    const ids = [...jobs.keys()];
    for (let start = 0; start < ids.length; start += maxJobIdsPerList) {
      const job_ids = ids.slice(start, start + maxJobIdsPerList);
      for await (const job of itemsOf(page => direct.listParseJobs({ job_ids, ...page }))) {
        books.entry(jobs.get(job.id) ?? '').jobs.push(job);
      }
    }
    return books;
  }

  /** Jobs that were made without a batch, with the path that each was tagged with. */
  private readonly ownJobs = new Map<string, string>();

  /** All jobs that were made. */
  get jobs(): ParseJob[] {
    return [...this.entries.values()].flatMap(({ jobs }) => jobs);
  }

  /** The requests that name a file, in order, as far as they are known. */
  private trace(path: string): string {
    return this.requests
      .filter(seen =>
        [seen.query.get('unique_id'), sentField(seen, 'unique_id'), taggedPath(seen)].includes(path),
      )
      .map(
        ({ place, method, path, fault, acted }) =>
          `${place} ${method} ${path}: ${fault?.name ?? ''} → ${acted ?? '–'}`,
      )
      .join('\n');
  }

  /**
   * Throws where the run says anything of a file that is not so, or where anything was done twice. `asked`: its person
   * asked to cancel it, also where the server refused that once.
   */
  check(run: Run, asked = run.cancelRequested): void {
    for (const [directory, batches] of this.batches) {
      assert.equal(batches.length, 1, `the directory ${directory} has ${batches.length} batches`);
    }
    for (const file of run.files) {
      const { copies, jobs, refusals } = this.entry(file.path);
      const [job, ...more] = jobs;
      const told = `${file.path} is ${file.outcome} (${file.error})\n${this.trace(file.path)}\n`;
      assert.equal(more.length, 0, `${told}: it was parsed ${jobs.length} times`);
      assert.ok(copies <= 1, `${told}: the server has ${copies} copies`);
      if (file.outcome === 'cancelled') {
        assert.ok(asked, `${told}: nobody cancelled it`);
        if (job) assert.equal(job.status, 'CANCELLED', told);
        continue;
      }
      if (!job) {
        assert.equal(file.outcome, 'failed', `${told}: the server has no job`);
        assert.ok(refusals > 0, `${told}: nobody refused it`);
        continue;
      }
      assert.equal(file.jobId, job.id, `${told}: its job is another`);
      assert.equal(file.outcome, job.status === 'COMPLETED' ? 'done' : 'failed', `${told}: ${job.status}`);
      if (file.outcome === 'failed')
        assert.ok(job.error_message && file.error?.includes(job.error_message), told);
    }
  }

  private take(seen: Seen): void {
    const { route, path, acted, answered } = seen;
    const done = acted === 200 || acted === 201 ? (answered as Record<string, unknown>) : undefined;
    if (route === 'POST /api/v2/batches' && done) {
      const directory = String(done['source_directory_id']);
      this.batches.set(directory, [...(this.batches.get(directory) ?? []), String(done['id'])]);
    } else if (/^POST \/api\/v2\/parse(\/upload)?$/.test(route)) {
      const file = taggedPath(seen);
      if (done) this.ownJobs.set(String(done['id']), file);
      this.noteRefusal(seen, file);
      if (done && isUpload(seen)) this.entry(file).copies++;
    } else if (isUpload(seen)) {
      if (done) {
        this.pathOfFile.set(String(done['id']), String(done['unique_id']));
        this.entry(String(done['unique_id'])).copies++;
      }
      this.noteRefusal(seen, sentField(seen, 'unique_id') ?? path);
    }
  }

  private noteRefusal({ fault }: Seen, path: string): void {
    if (fault?.kind === 'answer' && [413, 422].includes(fault.status)) this.entry(path).refusals++;
  }

  private pathOf(directoryFileId: string): string {
    const path = this.pathOfFile.get(directoryFileId);
    assert.ok(path, `nobody sent the file ${directoryFileId}`);
    return path;
  }

  private entry(path: string): Entry {
    const known = this.entries.get(path);
    if (known) return known;
    const made = { copies: 0, refusals: 0, jobs: [] };
    this.entries.set(path, made);
    return made;
  }
}

/** A text field of a multipart form, from the first bytes of the form. */
function sentField({ sent = '' }: Seen, name: string): string | undefined {
  return new RegExp(`name="${name}"\r\n\r\n(.*)\r\n`).exec(sent)?.[1];
}

function taggedPath(seen: Seen): string {
  if (!seen.path.startsWith('/api/v2/parse') || seen.method !== 'POST') return '';
  const text = isUpload(seen) ? sentField(seen, 'configuration') : seen.sent;
  const { user_metadata: tags } = JSON.parse(text ?? '{}') as { user_metadata?: Record<string, string> };
  return tags?.['path'] ?? '';
}
