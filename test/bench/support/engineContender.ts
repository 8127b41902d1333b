import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { LlamaCloud } from '../../../src/client/api';
import { createLlamaCloud } from '../../../src/client/llamaCloud';
import { itemsOf } from '../../../src/client/paging';
import { maxBatchFiles, terminalBatchStatuses } from '../../../src/protocol/batches';
import { terminalJobStatuses } from '../../../src/protocol/parseJobs';
import { type EngineProcess, startEngine } from '../../support/engineProcess';
import { tempFolder } from '../../support/tempFolder';
import { measureTree } from './processTree';
import type { Contender, Round } from './round';

/** A window asks every few seconds. When the batch ended is told by the engine, so that nobody has to ask more often. */
const pollMs = 250;

/** What became of one file. */
export interface EngineFile {
  file: string;
  jobId: string | null;
  status: string;
  error: string | null;
}

/** The real engine in its own process, driven over HTTP by the extension's client. Nothing but the parse is timed. */
export class EngineUnderTest {
  readonly cloud: LlamaCloud;

  constructor(private readonly engine: EngineProcess) {
    this.cloud = clientOf(engine);
  }

  static async start(): Promise<EngineUnderTest> {
    return new EngineUnderTest(await startEngine());
  }

  get pid(): number {
    return this.engine.pid;
  }

  /** Uploads `files` into a directory of their own. */
  async upload(files: readonly string[]): Promise<Uploaded> {
    if (files.length > maxBatchFiles) throw new Error(`A batch takes at most ${maxBatchFiles} files.`);
    const { id } = await this.cloud.createDirectory({ name: 'bench' });
    const names = new Map<string, string>();
    for (const [i, path] of files.entries()) {
      const source = { path, fileName: basename(path) };
      const sent = await this.cloud.uploadDirectoryFile(id, source, { unique_id: `${i}/${basename(path)}` });
      names.set(sent.id, path);
    }
    return { directoryId: id, names };
  }

  /** Parses an uploaded directory: timed from the request for the batch to the time at which it is COMPLETED. */
  async parse({ directoryId, names }: Uploaded): Promise<{ round: Round; files: EngineFile[] }> {
    const use = measureTree(this.engine.pid);
    const started = Date.now();
    const created = await this.cloud.createBatch({
      source_directory_id: directoryId,
      config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' } },
    });
    let batch = created;
    while (!terminalBatchStatuses.has(batch.status)) {
      await new Promise(resolve => setTimeout(resolve, pollMs));
      batch = await this.cloud.getBatch(created.id, []);
    }
    const seconds = (Date.parse(batch.updated_at ?? '') - started) / 1000;
    const measured = use?.end();
    const files = await this.outcomes(created.id, names);
    const failed = files.filter(file => file.status !== 'COMPLETED').length;
    return { round: { seconds, failed, ...measured }, files };
  }

  async text(jobId: string): Promise<string> {
    const { text_full } = await this.cloud.getParse(jobId, ['text_full']);
    return text_full ?? '';
  }

  log(): string {
    return this.engine.log();
  }

  stop(): Promise<number | null> {
    return this.engine.stop();
  }

  private async outcomes(batchId: string, names: ReadonlyMap<string, string>): Promise<EngineFile[]> {
    const { results } = await this.cloud.getBatch(batchId, ['results']);
    const jobs = new Map<string, { status: string; error: string | null }>();
    const ids = (results ?? []).flatMap(result => result.job_reference?.id ?? []);
    for (let i = 0; i < ids.length; i += 100) {
      const job_ids = ids.slice(i, i + 100);
      for await (const job of itemsOf(page => this.cloud.listParseJobs({ job_ids, ...page }))) {
        if (!terminalJobStatuses.has(job.status)) throw new Error('A batch ended before its jobs.');
        jobs.set(job.id, { status: job.status, error: job.error_message });
      }
    }
    return (results ?? []).map(result => {
      const jobId = result.job_reference?.id ?? null;
      const job = jobs.get(jobId ?? '') ?? { status: 'FAILED', error: result.error_message };
      return { file: names.get(result.source_directory_file_id) ?? '', jobId, ...job };
    });
  }
}

export interface Uploaded {
  directoryId: string;
  /** Path of each directory file. */
  names: ReadonlyMap<string, string>;
}

export function clientOf({ url, token }: Pick<EngineProcess, 'url' | 'token'>): LlamaCloud {
  return createLlamaCloud({
    baseUrl: url,
    token: async () => token,
    fetch,
    userAgent: 'llama-batches/bench',
  });
}

/**
 * The engine as a contender: one engine for all rounds, as the peer is one process for all. Every round parses copies that
 * differ in their last bytes, for documents that the engine has seen it answers from its cache. A first turn that does not
 * count makes its workers warm, as it does the peer's. `onFiles` gets every round's outcomes under the files' own names.
 */
export function engineContender(
  files: readonly string[],
  onFiles?: (engine: EngineUnderTest, files: EngineFile[]) => Promise<void>,
): Contender {
  const folder = tempFolder();
  let started: Promise<EngineUnderTest> | undefined;
  let round = 0;
  return {
    name: 'engine',
    run: async () => {
      started ??= EngineUnderTest.start();
      const engine = await started;
      const originals = new Map(
        files.map((file, i) => [copyOf(file, join(folder.path, `${i}`), ++round), file]),
      );
      const parsed = await engine.parse(await engine.upload([...originals.keys()]));
      const outcomes = parsed.files.map(one => ({ ...one, file: originals.get(one.file) ?? one.file }));
      await onFiles?.(engine, outcomes);
      return parsed.round;
    },
    close: async () => {
      await (await started)?.stop();
      folder.remove();
    },
  };
}

/** PDF and PNG readers pass over what follows the end. */
function copyOf(file: string, name: string, copy: number): string {
  const path = `${name}${extname(file).toLowerCase()}`;
  writeFileSync(path, Buffer.concat([readFileSync(file), Buffer.from(`\n% copy ${copy}\n`)]));
  return path;
}
