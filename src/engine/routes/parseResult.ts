import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { messageOf } from '../../base/log';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { DocumentShelf } from '../jobs/results/documentShelf';
import { documentFilename, documentsAsked, isDocumentName } from '../jobs/results/documents';
import { readResult } from '../jobs/results/readResult';
import { jobFacts, resultViews } from '../jobs/results/views';
import type { ParsedRange } from '../parsers/types';
import { found, type RouteContext } from '../server/context';
import { HttpError } from '../server/httpError';
import { jsonStream } from '../server/jsonStream';
import { presign } from '../server/presign';
import { query, readQuery, scopeFields } from '../server/requests';
import { Slots } from '../server/slots';
import type { ParseJobRow } from '../store/parseJobs';
import type { ParseImageRow } from '../store/parseOutputs';
import { wireParseJob } from './parseJobWire';

/**
 * `expand` values that are not known are passed over: the API declares them as any text, and a client that is newer than
 * this engine then gets null for what it asks in vain.
 */
const oneQuery = z.object({ ...scopeFields, expand: query.list, image_filenames: query.list });

/** The docs know only the first. */
const imageExpands = ['images_content_metadata', 'images'];

/** From so many bytes of stored pages on, an answer is written piece by piece, and only a few are made at a time. */
const largeResult = 512 * 1024;
/** Large results in memory at a time: one of 17 MB takes some 300 MB until its answer is sent (measured). */
const largeAtATime = { places: 2, queue: 1000, waitMs: 60_000 };

const documentKind = 'parse-results';
const imageKind = 'parse-images';

/** Everything that a result may hold beside its job; null unless it was asked for and is there. */
const nothing = {
  ...Object.fromEntries(Object.keys(resultViews).map(key => [key, null])),
  forms: null,
  result_content_metadata: null,
  images_content_metadata: null,
  raw_parameters: null,
};

type Fields = Record<string, unknown>;

/** Whether an `expand` value needs the pages of the result. */
const readsPages = (value: string) => value in resultViews || value.endsWith('_content_metadata');

/** `GET /api/v2/parse/{job_id}` (LlamaCloud API docs). An unfinished job is 200 with nulls: clients poll with `expand`. */
export function parseResultRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, downloads, log } = context;
  const shelf = new DocumentShelf(store);
  const largeResults = new Slots(context.clock, largeAtATime);

  app.get<{ Params: { id: string } }>('/api/v2/parse/:id', async (request, reply) => {
    const { project_id, expand = [], image_filenames } = readQuery(oneQuery, request.query);
    const job = found(store.jobs.get(request.params.id), project_id, 'Parse job');
    const ended = terminalJobStatuses.has(job.status);
    // Nothing is billed here: credits are 0 once that is certain, null until then, as the API does.
    const usage = expand.includes('usage') ? { credits: ended ? 0 : null } : null;
    const answer = { job: { ...wireParseJob(job), usage }, ...nothing };
    if (job.status === 'COMPLETED') {
      const images = imagesAsked(job, request, expand, image_filenames);
      if (!expand.some(readsPages) || storedBytes(job) < largeResult)
        return { ...answer, ...(await completed(job, request, expand)), ...images };
      const leave = await largeTurn(request, reply);
      try {
        const result = { ...answer, ...(await completed(job, request, expand)), ...images };
        return reply.type('application/json; charset=utf-8').send(jsonStream(result));
      } catch (error) {
        leave();
        throw error;
      }
    }
    return ended && expand.includes('job_metadata') ? { ...answer, job_metadata: jobFacts(job) } : answer;
  });

  downloads.register(documentKind, rest => {
    const [jobId = '', name = ''] = rest.split('/');
    const job = store.jobs.get(jobId);
    const row = store.outputs.document(jobId, name);
    if (!job || !row || !isDocumentName(name)) return undefined;
    return { name: documentFilename(job, name), path: store.blobs.path(row.sha256) };
  });

  downloads.register(imageKind, rest => {
    const [jobId = '', name = ''] = rest.split('/');
    const row = store.outputs.image(jobId, name);
    return row && { name, contentType: row.content_type, path: store.blobs.path(row.sha256) };
  });

  /** Bytes of a job's stored pages; a blob that is gone counts nothing, since reading it says so. */
  const storedBytes = ({ id }: ParseJobRow) =>
    store.ranges.of(id).reduce((sum, { result_sha256: sha256 }) => sum + store.blobs.sizeOf(sha256), 0);

  /** Waits for one of the places for large results; it is given back when the answer was sent, or its reader has gone. */
  async function largeTurn(request: FastifyRequest, reply: FastifyReply): Promise<() => void> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    if (!(await largeResults.take(gone.signal))) {
      const headers = { 'retry-after': '5' };
      throw new HttpError(503, 'Too many large results are being read. Try again in a moment.', headers);
    }
    let given = false;
    const give = () => {
      if (!given) largeResults.give();
      given = true;
    };
    if (request.raw.destroyed || reply.raw.destroyed) give();
    reply.raw.once('close', give);
    return give;
  }

  /** The parts of a result that were asked for. Its pages are read once, and only where a part needs them. */
  async function completed(
    job: ParseJobRow,
    request: FastifyRequest,
    expand: readonly string[],
  ): Promise<Fields> {
    let reading: Promise<ParsedRange> | undefined;
    const result = () => {
      reading ??= readResult(store, job);
      return reading;
    };
    try {
      const parts: Fields = {};
      for (const [key, view] of Object.entries(resultViews)) {
        if (expand.includes(key)) parts[key] = view(await result(), job);
      }
      return { ...parts, ...(await documents(job, request, expand, result)) };
    } catch (error) {
      log.error(`the result of job ${job.id} cannot be read: ${messageOf(error)}`);
      throw new HttpError(404, 'Result not found. Check job status to see if it has completed.');
    }
  }

  async function documents(
    job: ParseJobRow,
    request: FastifyRequest,
    expand: readonly string[],
    result: () => Promise<ParsedRange>,
  ): Promise<Fields> {
    const told: Fields = {};
    for (const name of documentsAsked(job, expand)) {
      const row = await shelf.get(job, name, result);
      if (!row) continue;
      const { url } = presign(context, request, `${documentKind}/${job.id}/${name}`);
      told[name] = { size_bytes: row.size, exists: true, presigned_url: url };
    }
    const asked = expand.some(value => value.endsWith('_content_metadata') && !imageExpands.includes(value));
    return asked || Object.keys(told).length > 0 ? { result_content_metadata: told } : {};
  }

  /** The images of a job, in the order of its pages; `filenames` chooses some. */
  function imagesAsked(
    job: ParseJobRow,
    request: FastifyRequest,
    expand: readonly string[],
    filenames: readonly string[] | undefined,
  ): Fields {
    if (!imageExpands.some(value => expand.includes(value))) return {};
    const all = store.outputs.images(job.id).map((row, index) => ({
      index,
      filename: row.filename,
      content_type: row.content_type,
      // "Deprecated: always returns None" (LlamaCloud's OpenAPI document).
      size_bytes: null,
      presigned_url: presign(context, request, `${imageKind}/${job.id}/${row.filename}`).url,
      category: row.category,
      bbox: boxOf(row),
    }));
    const images = all.filter(({ filename }) => filenames?.includes(filename) ?? true);
    return { images_content_metadata: { total_count: all.length, images } };
  }
}

/** Whole points, as the API has them. */
function boxOf({ x, y, w, h }: ParseImageRow) {
  if (x === null || y === null || w === null || h === null) return null;
  return { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) };
}
