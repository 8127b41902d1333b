import { type Clock, systemClock } from '../base/clock';
import { type Log, silentLog } from '../base/log';
import { batch, batchPage } from '../protocol/batches';
import { configuration, configurationPage } from '../protocol/configurations';
import { directory, directoryPage } from '../protocol/directories';
import { directoryFile, directoryFilePage } from '../protocol/directoryFiles';
import { parseJob, parseJobPage } from '../protocol/parseJobs';
import { parseResult } from '../protocol/parseResults';
import { projectList } from '../protocol/projects';
import { routes } from '../protocol/routes';
import { parseBaseUrl, type Query } from './address';
import type { LlamaCloud, RequestOptions } from './api';
import { type AttemptGate, openGate } from './attemptGate';
import { Transport } from './transport';
import { openUpload } from './upload';

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

  const common = (options: RequestOptions | undefined, query: Query = {}) => ({
    query: { ...query, project_id: options?.projectId },
    signal: options?.signal,
  });

  return {
    listProjects: o =>
      transport.send({ method: 'GET', path: routes.projects, schema: projectList, signal: o?.signal }),

    createDirectory: (json, o) =>
      transport.send({
        method: 'POST',
        path: routes.directories,
        json,
        schema: directory,
        creates: true,
        ...common(o),
      }),
    getDirectory: (id, o) =>
      transport.send({ method: 'GET', path: routes.directory(id), schema: directory, ...common(o) }),
    listDirectories: (filter, o) =>
      transport.send({
        method: 'GET',
        path: routes.directories,
        schema: directoryPage,
        ...common(o, { ...filter }),
      }),
    deleteDirectory: (id, o) =>
      transport.send<void>({ method: 'DELETE', path: routes.directory(id), schema: undefined, ...common(o) }),

    uploadDirectoryFile: (id, source, fields, o) =>
      transport.send({
        method: 'POST',
        path: routes.directoryFileUpload(id),
        upload: () => openUpload(source, fields, o?.onProgress),
        schema: directoryFile,
        ...common(o),
      }),
    listDirectoryFiles: (id, filter, o) =>
      transport.send({
        method: 'GET',
        path: routes.directoryFiles(id),
        schema: directoryFilePage,
        ...common(o, { ...filter }),
      }),

    createBatch: (json, o) =>
      transport.send({
        method: 'POST',
        path: routes.batches,
        json,
        schema: batch,
        creates: true,
        ...common(o),
      }),
    getBatch: (id, expand, o) =>
      transport.send({ method: 'GET', path: routes.batch(id), schema: batch, ...common(o, { expand }) }),
    listBatches: (filter, o) =>
      transport.send({ method: 'GET', path: routes.batches, schema: batchPage, ...common(o, { ...filter }) }),
    cancelBatch: (id, o) =>
      transport.send({ method: 'POST', path: routes.batchCancel(id), schema: batch, ...common(o) }),

    listConfigurations: (filter, o) =>
      transport.send({
        method: 'GET',
        path: routes.configurations,
        schema: configurationPage,
        ...common(o, { ...filter }),
      }),
    getConfiguration: (id, o) =>
      transport.send({ method: 'GET', path: routes.configuration(id), schema: configuration, ...common(o) }),

    getParse: (id, expand, o) =>
      transport.send({
        method: 'GET',
        path: routes.parseJob(id),
        schema: parseResult,
        ...common(o, { expand }),
      }),
    listParseJobs: (filter, o) =>
      transport.send({
        method: 'GET',
        path: routes.parseJobs,
        schema: parseJobPage,
        ...common(o, { ...filter }),
      }),
    cancelParseJob: (id, o) =>
      transport.send({ method: 'POST', path: routes.parseJobCancel(id), schema: parseJob, ...common(o) }),
  };
}
