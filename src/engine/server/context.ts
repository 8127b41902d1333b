import * as z from 'zod/mini';
import type { Clock } from '../../base/clock';
import type { Compute } from '../extract/thread/compute';
import type { ClassifyJobs } from '../jobs/classifyJobs';
import type { DirectoryCleaner } from '../jobs/directoryCleaner';
import type { DocumentParses } from '../jobs/documentParses';
import type { ExtractJobs } from '../jobs/extractJobs';
import type { Scheduler } from '../jobs/scheduler';
import type { SingleParses } from '../jobs/singleParses';
import type { Models } from '../models/types';
import type { WindowModels } from '../models/windowModels';
import type { DownloadSource } from '../outbound/download';
import type { ProjectRow } from '../store/projects';
import type { Store } from '../store/store';
import type { Downloads } from './downloads';
import type { EngineLog } from './engineLog';
import { notFound } from './httpError';
import type { Presigner } from './presign';
import { readQuery, scopeFields } from './requests';
import type { Uploads } from './upload';
import type { Windows } from './windows';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers for other organizations itself. */
    foreignOrganization?: boolean;
  }
}

const scope = z.object(scopeFields);

/** What the routes work with. */
export interface RouteContext {
  store: Store;
  scheduler: Scheduler;
  singleParses: SingleParses;
  /** Parsed documents, for what reads them. */
  documents: DocumentParses;
  compute: Compute;
  models: Models;
  /** What windows tell about `models`, and answer for it. */
  windowModels: WindowModels;
  extracts: ExtractJobs;
  classifies: ClassifyJobs;
  cleaner: DirectoryCleaner;
  windows: Windows;
  clock: Clock;
  log: EngineLog;
  uploads: Uploads;
  /** Makes and checks URLs that need no bearer token. */
  presigner: Presigner;
  /** What such URLs hand out: whoever makes them registers the kind. */
  downloads: Downloads;
  /** Fetches a `source_url`. */
  downloadSource: DownloadSource;
  /** Largest file that may be uploaded. */
  maxFileBytes: number;
  /** The engine takes no new work. */
  isLeaving: () => boolean;
  /** Ends the engine after what runs has ended. */
  leave: () => void;
}

/** The project that a request names, else the Default one. Throws 404. */
export function projectOf({ store, clock }: RouteContext, projectId: string | undefined): ProjectRow {
  const project =
    projectId === undefined ? store.projects.default(clock.now()) : store.projects.get(projectId);
  if (!project) throw notFound('Project');
  return project;
}

/** Id of the only organization. */
export const organizationOf = (context: RouteContext): string =>
  projectOf(context, undefined).organization_id;

/**
 * Refuses a request that names a project or an organization which is not here, whatever its route does with them. Throws
 * 404.
 */
export function checkScope(context: RouteContext, query: unknown, anyOrganization: boolean): void {
  const { project_id, organization_id } = readQuery(scope, query);
  if (project_id !== undefined) projectOf(context, project_id);
  if (organization_id === undefined || anyOrganization) return;
  if (organization_id !== organizationOf(context)) throw notFound('Organization');
}

/** `row`, unless there is none or the request names another project. Throws 404. */
export function found<T extends { project_id: string }>(
  row: T | undefined,
  projectId: string | undefined,
  what: string,
): T {
  if (!row || (projectId !== undefined && row.project_id !== projectId)) throw notFound(what);
  return row;
}

/** A time as the API writes it; null stays null. */
export const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
