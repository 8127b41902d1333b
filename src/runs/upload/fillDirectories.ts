import { messageOf } from '../../base/log';
import { ApiError } from '../../client/errors';
import type { Batch } from '../../protocol/batches';
import type { RunEvent } from '../ledgerEvents';
import type { Run, RunFile } from '../run';
import { eachFile, failure } from './eachFile';
import { runIdKey } from './lookups';
import { BatchesRefused } from './pauses';
import { isRefusal, refusesBatches, sentenceOf } from './runErrors';
import { hashOf, sendFile, storedMs } from './sendFile';
import { openDirectory, unsentFiles } from './unsent';
import type { UploadContext } from './uploadContext';

/** A directory that goes while files are sent to it is made again so often in one go. */
const mostDirectoriesLost = 2;

/**
 * Mode `batches`: a directory is filled, its batch created, then the next one is begun, until every file is in a batch
 * or has failed. What the server may have that the ledger does not know is looked for first.
 */
export async function fillDirectories(context: UploadContext): Promise<void> {
  const { doubts } = context.lookups;
  let lost = 0;
  for (;;) {
    const run = context.run();
    const unsent = unsentFiles(run);
    const directory = openDirectory(run);
    if (!directory && unsent.length === 0) return;
    if (!directory) {
      await beginDirectory(context);
      continue;
    }
    if (doubts.any) {
      await catchUpDirectory(context, directory.id);
      continue;
    }
    const next = unsent.slice(0, Math.max(context.maxBatchFiles - directory.sent, 0));
    try {
      if (next.length > 0) await eachFile(context, next, file => sendFile(context, directory.id, file));
      else if (directory.sent > 0) await makeBatch(context, directory.id);
      else await removeDirectory(context, directory.id);
    } catch (error) {
      if (!ApiError.is(error, 'not_found') || ++lost > mostDirectoriesLost) throw error;
      await forgetDirectory(context, directory.id);
    }
  }
}

/** Writes down what the server has of the open directory though the ledger does not say so. */
async function catchUpDirectory(context: UploadContext, directoryId: string): Promise<void> {
  const { lookups, append } = context;
  try {
    const batch = await lookups.batch(directoryId);
    if (batch) await append(batchEvent(directoryId, batch));
    else await catchUpFiles(context, directoryId);
  } catch (error) {
    if (!ApiError.is(error, 'not_found')) throw error;
    await forgetDirectory(context, directoryId);
  }
  // Only one directory is open at a time: what is not known of can be in no other.
  lookups.doubts.settle();
}

async function catchUpFiles({ run, lookups, append }: UploadContext, directoryId: string): Promise<void> {
  const unsent = unsentFiles(run());
  if (unsent.length === 0) return;
  const onServer = await lookups.files(directoryId);
  const events = unsent.flatMap((file): RunEvent[] => {
    const found = onServer.get(file.path);
    if (!found) return [];
    const ids = { directoryId, directoryFileId: found.id, fileId: found.file_id };
    return [{ type: 'uploaded', path: file.path, sha256: hashOf(found), ...ids }];
  });
  await append(...events);
}

/** Deletes a directory that is of no more use. What remains on the server expires by itself, so failing is no error. */
export async function removeDirectory(
  { cloud, request, log, append }: Pick<UploadContext, 'cloud' | 'request' | 'log' | 'append'>,
  directoryId: string,
): Promise<void> {
  try {
    await cloud.deleteDirectory(directoryId, request);
  } catch (error) {
    request.signal.throwIfAborted();
    log.warn(`The directory ${directoryId} stays on the server until it expires: ${messageOf(error)}`);
  }
  await append({ type: 'directoryRemoved', directoryId });
}

export function batchEvent(directoryId: string, batch: Batch): RunEvent {
  return { type: 'batch', directoryId, batchId: batch.id, status: batch.status };
}

async function forgetDirectory({ log, append }: UploadContext, directoryId: string): Promise<void> {
  log.warn(`The directory ${directoryId} is gone from the server; its files are sent again.`);
  await append({ type: 'directoryRemoved', directoryId });
}

/** Makes the next directory, or takes up one that was made for this run without the ledger knowing. */
async function beginDirectory(context: UploadContext): Promise<void> {
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
        // What the official guide sends, and the time that sources are kept (LlamaCloud API docs).
        expires_at: new Date(clock.now() + storedMs).toISOString(),
        system_metadata: { [runIdKey]: run.id },
      },
      request,
    );
  const found = lookups.doubts.any ? await find() : undefined;
  // What was found may hold files: the doubts stay until they were looked for as well.
  if (!found) lookups.doubts.settle();
  const directory = found ?? (await asBatches(context, lookups.createOnce(create, find)));
  await append({ type: 'directory', directoryId: directory.id });
}

/** What batches there are (LlamaCloud API docs). Throws for files that become jobs one by one. */
function batchedType({ jobType }: Run): 'parse_v2' | 'extract_v2' {
  if (jobType !== 'classify_v2') return jobType;
  throw new Error('There are no batches that classify: each file becomes a job of its own.');
}

/** Creates the batch over a directory. A refusal is the end of all that is not in a batch yet: it would be refused too. */
async function makeBatch(context: UploadContext, directoryId: string): Promise<void> {
  const { cloud, lookups, append, request, webhooks } = context;
  const run = context.run();
  const job = { type: batchedType(run), configuration_id: run.configuration.id };
  const chosen = await webhooks();
  const body = { source_directory_id: directoryId, config: { job }, ...chosen };
  const create = () => cloud.createBatch(body, request);
  try {
    const making = lookups.createOnce(create, () => lookups.batch(directoryId));
    await append(batchEvent(directoryId, await asBatches(context, making)));
  } catch (error) {
    request.signal.throwIfAborted();
    if (!isRefusal(error)) throw error;
    // What is unknown may be the directory, which the caller makes again; getDirectory then says so itself.
    if (error.kind === 'not_found') await cloud.getDirectory(directoryId, request);
    if (Object.values(chosen).some(list => list.length > 0)) throw webhooksRefused(error);
    const refused = filesOf(context, directoryId).concat(unsentFiles(run));
    await append(...refused.map(file => failure(file, sentenceOf(error))));
    await removeDirectory(context, directoryId);
  }
}

/** The server does not always say what it refuses; a saved webhook may be gone. No file is to fail for it. */
function webhooksRefused(error: ApiError): Error {
  const sentence = sentenceOf(error).replace(/[.\s]*$/, '.');
  return new Error(
    `The server makes no batch with these webhooks: ${sentence} What was sent stays there. Change them by “Choose Webhooks for Batches…”, or choose none, then resume.`,
    { cause: error },
  );
}

function filesOf({ run }: UploadContext, directoryId: string): RunFile[] {
  return run().files.filter(file => file.directoryId === directoryId);
}

/** Where there are no batches as such, files can still be parsed as jobs of their own; not so extracted. */
async function asBatches<T>({ run }: UploadContext, making: Promise<T>): Promise<T> {
  try {
    return await making;
  } catch (error) {
    if (!refusesBatches(error) || run().jobType !== 'parse_v2') throw error;
    throw new BatchesRefused(error.message, { cause: error });
  }
}
