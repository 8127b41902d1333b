import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Clock } from '../../base/clock';
import { maxNameLength } from '../../protocol/files';
import { type Blobs, flush } from '../store/blobs';
import { badRequest, HttpError } from './httpError';
import { Slots } from './slots';
import { UploadWatch } from './uploadWatch';

/** A received file, on the disk under a temporary name that whoever gets this adopts or discards. */
export interface Upload {
  fields: ReadonlyMap<string, string>;
  /** Without any folder. */
  name: string;
  temporary: string;
  sha256: string;
  size: number;
}

const megabyte = 1024 * 1024;
/** Room for what a form holds beside its file. */
const restBytes = 2 * megabyte;
/** An upload of which nothing has come for so long is given up. */
const idleMs = 60_000;

export interface UploadOptions {
  blobs: Blobs;
  clock: Clock;
  /** Largest file. */
  maxFileBytes: number;
}

/**
 * Uploads that are received at the same time; each holds two file handles and some 300 KB. Programs send a whole folder
 * at once, and give up after a handful of refusals: those beyond it wait a while, unread, before they are refused.
 */
const limits = { places: 64, queue: 1000, waitMs: 30_000 };

/** Receives uploads. */
export class Uploads {
  private readonly slots: Slots;

  constructor(private readonly options: UploadOptions) {
    this.slots = new Slots(options.clock, limits);
  }

  /**
   * Streams the file of a multipart request to disk, whatever the order of its parts; the content type of a part is never
   * trusted. Throws HttpError with the API's own sentences (LlamaCloud API docs), 429 while too many are open; nothing is
   * left behind then, nor when the client goes away.
   */
  async receive(request: IncomingMessage, fileField: string): Promise<Upload> {
    const gone = new AbortController();
    request.once('close', () => gone.abort());
    if (!(await this.slots.take(gone.signal))) {
      throw new HttpError(429, 'Too many uploads at the same time. Try again in a moment.', {
        'retry-after': '1',
      });
    }
    try {
      return await receive(request, fileField, this.options);
    } finally {
      this.slots.give();
    }
  }
}

async function receive(
  request: IncomingMessage,
  fileField: string,
  { blobs, clock, maxFileBytes }: UploadOptions,
): Promise<Upload> {
  const tooLarge = new HttpError(413, `File size exceeds ${maxFileBytes / megabyte}MB limit.`);
  // What is longer is not even read.
  if (Number(request.headers['content-length'] ?? 0) > maxFileBytes + restBytes) throw tooLarge;
  const form = openForm(request, maxFileBytes);
  const temporary = blobs.temporary();
  const ending = new AbortController();
  const stop = (error: HttpError) => ending.abort(error);
  const fields = new Map<string, string>();
  let fieldBytes = 0;
  let file: { name: string; stream: BusboyFileStream; written: Promise<Written> } | undefined;
  form.on('field', (name, value, _nameTruncated, valueTruncated) => {
    fieldBytes += value.length;
    if (valueTruncated || fieldBytes > restBytes) stop(badRequest(`The field ${name} is too long.`));
    fields.set(name, value);
  });
  form.on('file', (field, stream, name) => {
    if (field !== fileField || file) {
      stream.on('error', () => undefined).resume();
      return;
    }
    stream.once('limit', () => stop(tooLarge));
    file = { name, stream, written: write(stream, temporary, ending.signal) };
    // Nobody takes the rest of the form when the disk refuses.
    file.written.catch(error => ending.abort(error));
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    form.on(limit, () => stop(badRequest('The multipart form has too many parts.')));
  }
  const watch = new UploadWatch(clock, idleMs, maxFileBytes + restBytes, {
    onIdle: () => stop(new HttpError(408, 'The upload stood still for too long.', { connection: 'close' })),
    onTooMuch: () => stop(tooLarge),
  });
  try {
    await feed(request, form, watch, ending.signal);
    if (!file) throw missing(fields, fileField);
    const { sha256, size } = await file.written;
    if (!file.name) throw badRequest('File must have a filename.');
    if (file.name.length > maxNameLength)
      throw badRequest(`The file name is longer than ${maxNameLength} characters.`);
    if (size === 0) throw badRequest('Uploaded file is empty.');
    await flush(temporary);
    return { fields, name: file.name, temporary, sha256, size };
  } catch (error) {
    ending.abort(error);
    await file?.written.catch(() => undefined);
    blobs.discard(temporary);
    throw error;
  }
}

/**
 * Passes the request to the form until that has ended. What is left of a request that failed is read and dropped, so
 * that the client, which may still be sending, gets its answer.
 */
async function feed(
  request: IncomingMessage,
  form: BusboyInstance,
  watch: UploadWatch,
  signal: AbortSignal,
): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      if (request.destroyed) reject(badForm());
      form.once('finish', resolve).once('error', () => reject(badForm()));
      request
        .once('error', () => reject(badForm()))
        .once('close', () => !request.readableEnded && reject(badForm()));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      request.on('data', watch.take).pipe(form);
    });
  } catch (error) {
    request.unpipe(form);
    request.resume();
    form.on('error', () => undefined).destroy();
    throw error;
  } finally {
    request.off('data', watch.take);
    watch.dispose();
  }
}

interface Written {
  sha256: string;
  size: number;
}

async function write(stream: BusboyFileStream, path: string, signal: AbortSignal): Promise<Written> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
  return { sha256: hash.digest('hex'), size };
}

function openForm(request: IncomingMessage, maxBytes: number) {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      isPartAFile: (_field, contentType, fileName) =>
        fileName !== undefined || contentType === 'application/octet-stream',
      limits: { fileSize: maxBytes, files: 8, fields: 64, parts: 72, fieldSize: megabyte, headerPairs: 64 },
    });
  } catch {
    throw badRequest('file field is required for multipart requests.');
  }
}

function missing(fields: ReadonlyMap<string, string>, fileField: string): HttpError {
  // A part without a file name arrives as a plain field.
  return badRequest(
    fields.has(fileField) ? 'File must have a filename.' : 'file field is required for multipart requests.',
  );
}

const badForm = (): HttpError => badRequest('The multipart form is malformed or incomplete.');
