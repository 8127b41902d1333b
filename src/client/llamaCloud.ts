import type * as z from 'zod/mini';
import { type Clock, systemClock } from '../base/clock';
import { type Log, silentLog } from '../base/log';
import { batch, batchPage } from '../protocol/batches';
import { classifyJob, classifyJobPage } from '../protocol/classifyJobs';
import { configuration, configurationPage } from '../protocol/configurations';
import { directory, directoryPage } from '../protocol/directories';
import { directoryFile, directoryFilePage } from '../protocol/directoryFiles';
import { extractJob, extractJobPage, generatedConfiguration } from '../protocol/extractJobs';
import { file, filePage } from '../protocol/files';
import {
  legacyBatch,
  legacyBatchPage,
  legacyBatchState,
  legacyCancelled,
  legacyItemPage,
  legacyResults,
} from '../protocol/legacyJobs';
import { parseJob, parseJobPage } from '../protocol/parseJobs';
import { parseResult } from '../protocol/parseResults';
import { projectList } from '../protocol/projects';
import { routes } from '../protocol/routes';
import { webhookConfigs } from '../protocol/webhookConfigs';
import { parseBaseUrl, type Query } from './address';
import type { LlamaCloud, RequestOptions } from './api';
import type { ApiRequest } from './attempt';
import { type AttemptGate, type AttemptKind, openGate } from './attemptGate';
import { Transport } from './transport';
import { openFileUpload, openParseUpload, openUpload, type UploadBody } from './upload';

export interface LlamaCloudOptions {
  /** Address of the server, without `/api`; may have a path prefix. */
  baseUrl: string;
  /** The bearer token; asked before every attempt. */
  token: () => Promise<string | undefined>;
  /** The extension host's own `fetch`, which VS Code has taught its proxy settings and certificates. */
  fetch: typeof fetch;
  userAgent: string;
  /** Longest silence within an attempt, in milliseconds; the official SDK's 60 s. */
  timeoutMs?: number;
  /** Repetitions after the first attempt; the official SDK's 5. */
  maxRetries?: number;
  clock?: Clock;
  /** From 0 to below 1, for the jitter of the waits. */
  random?: () => number;
  log?: Log;
  gate?: AttemptGate;
}

/** What to do after a refusal, where the call knows more than its status tells (LlamaCloud API docs). */
const ofBatch = {
  403: 'Batches need a Pro or Enterprise plan; without one, parse each file as its own job.',
};
/** Stands for tier and version where a saved configuration has them; the API's description asks for both keys. */
const asConfigured = { tier: 'configured', version: 'configured' };
const ofStoredFile = { 404: 'Servers keep files for some days only; send it again.' };
/** A server may parse the file and ask a model before it answers. */
const generationMs = 5 * 60_000;
const parseOfStoredFile = { kind: 'parse_upload', advice: ofStoredFile } as const;

/** The client of one server. Throws an ApiError `invalid` when the address is unusable; makes no request by itself. */
export function createLlamaCloud(options: LlamaCloudOptions): LlamaCloud {
  const transport = new Transport({
    timeoutMs: 60_000,
    maxRetries: 5,
    clock: systemClock,
    random: Math.random,
    log: silentLog,
    gate: openGate,
    ...options,
    baseUrl: parseBaseUrl(options.baseUrl),
  });

  type Options = RequestOptions | undefined;
  type Schema<T> = z.ZodMiniType<T>;
  const get = <T>(path: string, schema: Schema<T>, o: Options, query: Query = {}) =>
    transport.send({ method: 'GET', path, schema, query, ...o });
  const post = <T>(path: string, schema: Schema<T>, o: Options, json?: unknown) =>
    transport.send({ method: 'POST', path, schema, json, ...o });
  const put = <T>(path: string, schema: Schema<T>, o: Options, json: unknown) =>
    transport.send({ method: 'PUT', path, schema, json, ...o });
  /** A call that would make a second thing if it were repeated. */
  const create = <T>(
    path: string,
    schema: Schema<T>,
    o: Options,
    json: unknown,
    more: Pick<ApiRequest<T>, 'kind' | 'advice'> = {},
  ) => transport.send({ method: 'POST', path, schema, json, creates: true, ...more, ...o });
  const upload = <T>(
    kind: AttemptKind,
    path: string,
    schema: Schema<T>,
    o: Options,
    open: () => Promise<UploadBody>,
  ) => transport.send({ method: 'POST', path, schema, upload: open, creates: true, kind, ...o });
  const remove = (path: string, o: Options) =>
    transport.send<void>({ method: 'DELETE', path, schema: undefined, ...o });

  return {
    // They are the key's, not a project's.
    listProjects: o =>
      transport.send({
        method: 'GET',
        path: routes.projects,
        schema: projectList,
        ...o,
        projectId: undefined,
      }),

    createDirectory: (json, o) => create(routes.directories, directory, o, json),
    getDirectory: (id, o) => get(routes.directory(id), directory, o),
    listDirectories: (filter, o) => get(routes.directories, directoryPage, o, { ...filter }),
    deleteDirectory: (id, o) => remove(routes.directory(id), o),

    uploadDirectoryFile: (id, source, fields, o) =>
      upload('upload', routes.directoryFileUpload(id), directoryFile, o, () => openUpload(source, fields, o)),
    addDirectoryFile: (id, json, o) =>
      create(routes.directoryFiles(id), directoryFile, o, json, { advice: ofStoredFile }),
    listDirectoryFiles: (id, filter, o) =>
      get(routes.directoryFiles(id), directoryFilePage, o, { ...filter }),
    uploadFile: (source, fields, o) =>
      upload('upload', routes.files, file, o, () => openFileUpload(source, fields, o)),
    listFiles: (filter, o) => get(routes.files, filePage, o, { ...filter }),
    deleteFile: (id, o) => remove(routes.file(id), o),

    createBatch: (json, o) => create(routes.batches, batch, o, json, { advice: ofBatch }),
    getBatch: (id, expand, o) => get(routes.batch(id), batch, o, { expand }),
    listBatches: (filter, o) => get(routes.batches, batchPage, o, { ...filter }),
    cancelBatch: (id, o) => post(routes.batchCancel(id), batch, o),

    listConfigurations: (filter, o) => get(routes.configurations, configurationPage, o, { ...filter }),
    getConfiguration: (id, o) => get(routes.configuration(id), configuration, o),
    saveConfiguration: (json, o) => post(routes.configurations, configuration, o, json),
    updateConfiguration: (id, json, o) => put(routes.configuration(id), configuration, o, json),
    deleteConfiguration: (id, o) => remove(routes.configuration(id), o),

    getParse: (id, expand, o) => get(routes.parseJob(id), parseResult, o, { expand }),
    listParseJobs: (filter, o) => get(routes.parseJobs, parseJobPage, o, { ...filter }),
    cancelParseJob: (id, o) => post(routes.parseJobCancel(id), parseJob, o),
    deleteParseJob: (id, o) => remove(routes.parseJob(id), o),
    createParse: (body, o) =>
      create(routes.parseJobs, parseJob, o, { ...asConfigured, ...body }, parseOfStoredFile),
    uploadParse: (source, body, o) =>
      upload('parse_upload', routes.parseUpload, parseJob, o, () =>
        openParseUpload(source, { ...asConfigured, ...body }, o),
      ),

    getExtract: (id, expand, o) => get(routes.extractJob(id), extractJob, o, { expand }),
    listExtractJobs: (filter, o) => get(routes.extractJobs, extractJobPage, o, { ...filter }),
    cancelExtractJob: (id, o) => post(routes.extractJobCancel(id), extractJob, o),
    deleteExtractJob: (id, o) => remove(routes.extractJob(id), o),
    generateSchema: (json, o) =>
      transport.send({
        ...{ method: 'POST', path: routes.extractSchemaGenerate, json },
        ...{ schema: generatedConfiguration, timeoutMs: generationMs, retries: 1, advice: ofStoredFile },
        ...o,
      }),
    createClassify: (json, o) =>
      transport.send({
        ...{ method: 'POST', path: routes.classifyJobs, schema: classifyJob, json },
        ...{ kind: 'classify', advice: ofStoredFile },
        ...o,
      }),
    getClassify: (id, o) => get(routes.classifyJob(id), classifyJob, o),
    listClassifyJobs: (filter, o) => get(routes.classifyJobs, classifyJobPage, o, { ...filter }),
    cancelClassifyJob: (id, o) => post(routes.classifyJobCancel(id), classifyJob, o),
    deleteClassifyJob: (id, o) => remove(routes.classifyJob(id), o),

    listWebhookConfigs: o => get(routes.webhookConfigs, webhookConfigs, o),

    listLegacyBatches: (filter, o) => get(routes.legacyBatches, legacyBatchPage, o, { ...filter }),
    getLegacyBatch: (id, o) => get(routes.legacyBatch(id), legacyBatchState, o),
    createLegacyClassify: (json, o) => create(routes.legacyBatches, legacyBatch, o, json),
    cancelLegacyBatch: (id, reason, o) => post(routes.legacyCancel(id), legacyCancelled, o, { reason }),
    listLegacyItems: (id, filter, o) => get(routes.legacyItems(id), legacyItemPage, o, { ...filter }),
    getLegacyResults: (id, o) => get(routes.legacyResults(id), legacyResults, o),
  };
}
