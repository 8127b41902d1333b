import { drain } from '../../base/concurrency';
import { messageOf } from '../../base/log';
import { ApiError } from '../../client/errors';
import type { Batch } from '../../protocol/batches';
import type { RunEvent } from '../ledgerEvents';
import type { Run, RunFile } from '../run';
import { runIdKey } from './lookups';
import { concernsFileOnly, isRefusal, sentenceOf } from './runErrors';
import { sendFile } from './sendFile';
import type { UploadContext } from './uploadContext';

/** Life of an ephemeral directory: what the official guide sends, and the time that sources are kept (LlamaCloud API docs). */
const directoryLifeMs = 2 * 24 * 60 * 60 * 1000;
/** A directory that goes while files are sent to it is made again so often in one go. */
const mostDirectoriesLost = 2;

/** Files that are still to be sent. */
export function unsentFiles(run: Run): RunFile[] {
  return run.files.filter(file => file.outcome === 'queued' || file.outcome === 'uploading');
}

/** The directory that files are sent to at present, and how many are in it. */
export function openDirectory(run: Run): { id: string; sent: number } | undefined {
  const open = run.batches.find(batch => batch.batchId === null);
  if (!open) return undefined;
  const sent = run.files.filter(file => file.directoryId === open.directoryId).length;
  return { id: open.directoryId, sent };
}

/**
 * Takes a run from where the ledger says it is to `running` (every batch exists), or to `failed` where none could be
 * made. A directory is filled, its batch created, then the next one is begun. Rejects, with everything done so far
 * written down, when the run has to stop and can go on later: no key, no credits, no network, or aborted.
 */
export async function uploadRun(context: UploadContext, resumed: boolean): Promise<void> {
  let mayHaveLostDirectory = resumed;
  if (resumed) await catchUp(context);
  let lost = 0;
  for (;;) {
    const run = context.run();
    const unsent = unsentFiles(run);
    let directory = openDirectory(run);
    if (!directory && unsent.length === 0) break;
    directory ??= { id: await makeDirectory(context, mayHaveLostDirectory), sent: 0 };
    mayHaveLostDirectory = false;
    const next = unsent.slice(0, Math.max(context.maxBatchFiles - directory.sent, 0));
    try {
      if (next.length > 0) await sendFiles(context, directory.id, next);
      else if (directory.sent > 0) await makeBatch(context, directory.id);
      else await removeDirectory(context, directory.id);
    } catch (error) {
      if (!ApiError.is(error, 'not_found') || ++lost > mostDirectoriesLost) throw error;
      context.log.warn(`The directory ${directory.id} is gone from the server; its files are sent again.`);
      await context.append({ type: 'directoryRemoved', directoryId: directory.id });
    }
  }
  await conclude(context);
}

/** Deletes a directory that is of no more use. What remains on the server expires by itself, so failing is no error. */
export async function removeDirectory(
  { cloud, request, log, append }: Pick<UploadContext, 'cloud' | 'request' | 'log' | 'append'>,
  directoryId: string,
): Promise<void> {
  try {
    await cloud.deleteDirectory(directoryId, request);
  } catch (error) {
    request.signal?.throwIfAborted();
    log.warn(`The directory ${directoryId} stays on the server until it expires: ${messageOf(error)}`);
  }
  await append({ type: 'directoryRemoved', directoryId });
}

export function batchEvent(directoryId: string, batch: Batch): RunEvent {
  return { type: 'batch', directoryId, batchId: batch.id, status: batch.status };
}

/** Writes down what the server has of the open directory though the ledger does not say so. */
async function catchUp({ run, lookups, append, log }: UploadContext): Promise<void> {
  const open = openDirectory(run());
  if (!open) return;
  try {
    const batch = await lookups.batch(open.id);
    if (batch) return await append(batchEvent(open.id, batch));
    const onServer = await lookups.files(open.id);
    const events = unsentFiles(run()).flatMap((file): RunEvent[] => {
      const found = onServer.get(file.path);
      if (!found) return [];
      const hash = found.metadata?.['sha256'];
      const sha256 = typeof hash === 'string' ? hash : null;
      const ids = { directoryId: open.id, directoryFileId: found.id, fileId: found.file_id };
      return [{ type: 'uploaded', path: file.path, sha256, ...ids }];
    });
    await append(...events);
  } catch (error) {
    if (!ApiError.is(error, 'not_found')) throw error;
    log.warn(`The directory ${open.id} is gone from the server; its files are sent again.`);
    await append({ type: 'directoryRemoved', directoryId: open.id });
  }
}

async function makeDirectory(context: UploadContext, lookFirst: boolean): Promise<string> {
  const { cloud, lookups, append, request, clock } = context;
  const run = context.run();
  const part = run.batches.length + 1;
  const name = part === 1 ? run.label : `${run.label} (${part})`;
  const known = new Set(run.batches.map(batch => batch.directoryId));
  const find = () => lookups.directory(run.id, name, known);
  const create = () =>
    cloud.createDirectory(
      {
        name,
        type: 'ephemeral',
        expires_at: new Date(clock.now() + directoryLifeMs).toISOString(),
        system_metadata: { [runIdKey]: run.id },
      },
      request,
    );
  const directory = (lookFirst && (await find())) || (await lookups.createOnce(create, find));
  await append({ type: 'directory', directoryId: directory.id });
  return directory.id;
}

async function sendFiles(
  context: UploadContext,
  directoryId: string,
  files: readonly RunFile[],
): Promise<void> {
  const { append, progress, request, concurrency, log } = context;
  const sendOne = async (file: RunFile) => {
    try {
      await sendFile(context, directoryId, file);
      progress.ended(file, false);
    } catch (error) {
      request.signal.throwIfAborted();
      if (!concernsFileOnly(error)) throw error;
      log.warn(`${file.path} was not sent: ${messageOf(error)}`);
      await append(failure(file, sentenceOf(error)));
      progress.ended(file, true);
    }
  };
  await drain(files, concurrency, sendOne, request.signal);
}

/** Creates the batch over a directory. A refusal is the end of all that is not in a batch yet: it would be refused too. */
async function makeBatch(context: UploadContext, directoryId: string): Promise<void> {
  const { cloud, lookups, append, request } = context;
  const run = context.run();
  const job = { type: run.jobType, configuration_id: run.configuration.id };
  const create = () => cloud.createBatch({ source_directory_id: directoryId, config: { job } }, request);
  try {
    const batch = await lookups.createOnce(create, () => lookups.batch(directoryId));
    await append(batchEvent(directoryId, batch));
  } catch (error) {
    request.signal.throwIfAborted();
    if (!isRefusal(error)) throw error;
    // What is unknown may be the directory, which the caller makes again; getDirectory then says so itself.
    if (error.kind === 'not_found') await cloud.getDirectory(directoryId, request);
    const refused = context
      .run()
      .files.filter(file => file.directoryId === directoryId)
      .concat(unsentFiles(run));
    await append(...refused.map(file => failure(file, sentenceOf(error))));
    await removeDirectory(context, directoryId);
  }
}

async function conclude({ run, append, clock }: UploadContext): Promise<void> {
  const { batches, files } = run();
  const at = clock.now();
  if (batches.some(batch => batch.batchId !== null)) {
    return append({ type: 'phase', phase: 'running', error: null, at });
  }
  const reason = files.find(file => file.error !== null)?.error ?? 'there was nothing to send.';
  await append({ type: 'phase', phase: 'failed', error: `No file could be parsed: ${reason}`, at });
}

function failure(file: RunFile, error: string): RunEvent {
  return { type: 'outcome', path: file.path, outcome: 'failed', error, pages: null, failedPages: 0 };
}
