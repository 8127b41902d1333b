import type { LlamaCloud, RequestOptions } from '../../client/api';
import { ApiError, type ApiErrorKind } from '../../client/errors';
import { type Batch, terminalBatchStatuses } from '../../protocol/batches';
import type { DirectoryFile } from '../../protocol/directoryFiles';
import { directoryFilesOf } from '../batchFiles';
import { pathOf, timeOf } from '../batchRow';
import { followedKind } from '../jobKinds';
import { newRun } from '../newRun';
import type { PlannedFile, Run, RunConfiguration, RunFile, RunJobType } from '../run';

/**
 * Reads a batch that was made elsewhere and makes a run of it, for the ledger to begin with. What became of its files is
 * left to the poller, which follows it as any run. Works where the directory has expired: the files then go by their
 * ids. Rejects with a sentence where the server has no such batch, its jobs are of a kind that cannot be shown, or
 * nothing is known of its files, and with the client's errors.
 */
export async function adoptBatch(
  cloud: LlamaCloud,
  connectionId: string,
  batchId: string,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<Run> {
  const batch = await findBatch(cloud, batchId, signal);
  const request = { signal, projectId: batch.project_id };
  const [directoryFiles, label, configuration] = await Promise.all([
    directoryFilesOf(cloud, batch.source_directory_id, request),
    labelOf(cloud, batch, request),
    configurationOf(cloud, batch, request),
  ]);
  const files = filesOf(batch, directoryFiles);
  if (files.length === 0) throw new Error(nothingKnown(batch));
  const run = newRun(
    files,
    {
      ...{ connectionId, projectId: batch.project_id, configuration, label },
      ...{ jobType: jobTypeOf(batch), mode: 'batches', estimatedCredits: null },
    },
    timeOf(batch.created_at) ?? now,
  );
  const { source_directory_id: directoryId, status } = batch;
  return {
    ...run,
    phase: 'running',
    adopted: true,
    files: run.files.map((file, place) => ({ ...file, ...files[place], directoryId, outcome: 'waiting' })),
    batches: [{ directoryId, batchId: batch.id, status }],
    // The person is looking at one that has ended already.
    notified: terminalBatchStatuses.has(status),
  };
}

/** Asks for a batch in the key's own project, then in the others: a key may see several. */
async function findBatch(cloud: LlamaCloud, batchId: string, signal: AbortSignal): Promise<Batch> {
  const own = await batchOrRefusal(cloud, batchId, { signal });
  if (!(own instanceof ApiError)) return own;
  for (const { id: projectId } of await cloud.listProjects({ signal })) {
    const elsewhere = await batchOrRefusal(cloud, batchId, { signal, projectId });
    if (!(elsewhere instanceof ApiError)) return elsewhere;
  }
  // A plan without batches is refused so everywhere.
  if (own.kind === 'forbidden') throw own;
  throw new Error(
    `The server has no batch ${batchId} in a project of this key. Check the id, and that this is the server and region where the batch was made.`,
  );
}

/** What a server may answer to an id of another project, or one of a form that it does not know. */
const elsewhereKinds: ReadonlySet<ApiErrorKind> = new Set(['not_found', 'forbidden', 'invalid']);

async function batchOrRefusal(
  cloud: LlamaCloud,
  batchId: string,
  request: RequestOptions,
): Promise<Batch | ApiError> {
  try {
    return await cloud.getBatch(batchId, ['results'], request);
  } catch (error) {
    if (ApiError.is(error) && elsewhereKinds.has(error.kind)) return error;
    throw error;
  }
}

function jobTypeOf({ config }: Batch): RunJobType {
  const type: string = config.job.type;
  const kind = followedKind(type);
  if (kind) return kind;
  throw new Error(
    `The jobs of this batch are of the kind ${type}, which this version does not show. Update the extension.`,
  );
}

/** A batch has no name of its own; its directory has, while it is there. */
async function labelOf(cloud: LlamaCloud, batch: Batch, request: RequestOptions): Promise<string> {
  const directory = await orNone(cloud.getDirectory(batch.source_directory_id, request));
  return directory?.name ?? batch.id;
}

async function configurationOf(
  cloud: LlamaCloud,
  { config }: Batch,
  request: RequestOptions,
): Promise<RunConfiguration> {
  const id = config.job.configuration_id;
  const found = await orNone(cloud.getConfiguration(id, request));
  // Whoever made the batch could say anything about its files: their hashes must not stand for other files' results.
  return { id, name: found?.name ?? id, tier: found?.parameters.tier ?? null, fingerprint: null };
}

async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (ApiError.is(error, 'not_found') || ApiError.is(error, 'forbidden')) return undefined;
    throw error;
  }
}

type KnownFile = PlannedFile & Pick<RunFile, 'directoryFileId' | 'fileId' | 'jobId'>;

/** One file an entry of the results; while there are none, one a file of the directory. */
function filesOf(batch: Batch, directoryFiles: readonly DirectoryFile[] | undefined): KnownFile[] {
  const named = new Map(directoryFiles?.map(file => [file.id, file]));
  const results = new Map(batch.results?.map(result => [result.source_directory_file_id, result]));
  // Files that came into the directory after the batch was made are none of its own.
  const ids = batch.results ? results.keys() : named.keys();
  const taken = new Set<string>();
  return [...ids].map(id => {
    const file = named.get(id);
    const own = file ? pathOf(file) : id;
    const path = taken.has(own) ? `${own} (${id})` : own;
    taken.add(path);
    // The partial results of a failed batch are not trusted (LlamaCloud API docs).
    const job = batch.status === 'FAILED' ? null : results.get(id)?.job_reference;
    const original = { source: '', bytes: 0, modified: 0 };
    return { path, ...original, directoryFileId: id, fileId: file?.file_id ?? null, jobId: job?.id ?? null };
  });
}

function nothingKnown({ id, status }: Batch): string {
  return terminalBatchStatuses.has(status)
    ? `The batch ${id} has ended, and its directory and results are no longer kept. There is nothing left to show.`
    : `The directory of the batch ${id} is gone, so its files are known only when it has results. Add it again then.`;
}
