import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { Clock } from '../../base/clock';
import type { Blobs } from '../store/blobs';
import { writeMeasured } from '../store/writeMeasured';
import { deadline } from './deadline';
import type { Outbound } from './outbound';
import { OutboundError, outboundError } from './outboundError';
import { sourceName } from './sourceName';

/** A fetched document, on the disk under a temporary name that whoever gets this adopts or discards. */
export interface Download {
  temporary: string;
  sha256: string;
  size: number;
  /** File name without folder, as the server or the URL has it. */
  name: string;
}

export interface DownloadOptions {
  /** An http(s) proxy for this download alone. */
  proxy?: string | null;
  maxBytes: number;
  signal: AbortSignal;
}

/**
 * Fetches a `source_url`. Rejects with OutboundError, whose message is fit for a job's `error_message`, with the
 * signal's reason, or with an error of the disk; nothing is left behind then.
 */
export type DownloadSource = (url: string, options: DownloadOptions) => Promise<Download>;

/** As many as curl and browsers would call a loop long before; a document behind a login takes two or three. */
const maxRedirects = 5;
/** Time for all of it: the largest file (512 MB, LlamaCloud API docs) at 5 Mbit/s. */
const totalMs = 15 * 60_000;

const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'llama-batches-engine' };

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Fetches through `outbound` into temporary files of `blobs`. */
export function createDownloader(outbound: Outbound, blobs: Blobs, clock: Clock): DownloadSource {
  return async (text, options) => {
    const start = URL.parse(text);
    if (!start) throw new OutboundError('The source_url is not a valid URL.');
    const late = new OutboundError(`${start.hostname} took too long to send the file.`);
    const { signal, clear } = deadline(clock, totalMs, late, options.signal);
    const temporary = blobs.temporary();
    try {
      const { answer, end } = await follow(outbound, start, options.proxy ?? null, signal);
      const written = await save(answer, end, temporary, options.maxBytes, signal);
      const name = sourceName([start, end], one(answer, 'content-disposition'), one(answer, 'content-type'));
      return { temporary, ...written, name };
    } catch (error) {
      blobs.discard(temporary);
      throw error;
    } finally {
      clear();
    }
  };
}

/** Asks until an answer is no redirect; each address on the way is checked like the first. */
async function follow(outbound: Outbound, start: URL, proxy: string | null, signal: AbortSignal) {
  let url = start;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const answer = await outbound.send(url, { method: 'GET', headers, signal, proxy });
    const location = one(answer, 'location');
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || location === undefined) {
      return { answer, end: url };
    }
    drop(answer.body);
    const next = URL.parse(location, url.href);
    if (!next) throw new OutboundError(`${url.hostname} redirected to something that is not a URL.`);
    url = next;
  }
  throw new OutboundError(`${start.hostname} redirected more than ${maxRedirects} times.`);
}

async function save(
  { statusCode, body, ...answer }: Dispatcher.ResponseData,
  url: URL,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ sha256: string; size: number }> {
  const tooLarge = new OutboundError(`The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`);
  try {
    if (statusCode !== 200) throw new OutboundError(`${url.hostname} answered with status ${statusCode}.`);
    const encoding = (one(answer, 'content-encoding') ?? 'identity').trim().toLowerCase();
    const plain = encoding === 'identity' || encoding === '';
    if (plain && Number(one(answer, 'content-length')) > maxBytes) throw tooLarge;
    const decoder = plain ? null : decoders[encoding];
    if (decoder === undefined) {
      throw new OutboundError(`${url.hostname} compressed the file in a way that is not known here.`);
    }
    const streams: [Readable, ...NodeJS.ReadWriteStream[]] = decoder ? [body, decoder()] : [body];
    const written = await writeMeasured(streams, path, { maxBytes, tooLarge, signal });
    if (written.size === 0) throw new OutboundError(`${url.hostname} sent an empty file.`);
    return written;
  } catch (error) {
    throw outboundError(error, url.hostname, signal);
  } finally {
    drop(body);
  }
}

/** What is left of a body must not keep the connection. */
function drop(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

function one({ headers }: Pick<Dispatcher.ResponseData, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
