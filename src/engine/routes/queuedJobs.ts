import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import type { JobRunner } from '../jobs/jobRunner';
import { badRequest } from '../server/httpError';
import { query, readQuery, scopeFields } from '../server/requests';
import type { QueuedJobRow } from '../store/queuedJobs';

const scope = z.object(scopeFields);
const deleteQuery = z.object({ ...scopeFields, force: query.boolean });

interface OneJob {
  Params: { id: string };
}

export interface EndingRoutes<Row extends QueuedJobRow> {
  /** Such as `/api/v2/extract`. */
  path: string;
  /** As in "The extract job has ended". */
  noun: string;
  runner: JobRunner<Row>;
  /** A job of the project that the request names, if it names one. Throws 404. */
  one: (id: string, projectId: string | undefined) => Row;
  wire: (row: Row) => unknown;
}

/** `POST {id}/cancel` and `DELETE {id}` of extract and classify jobs (LlamaCloud API docs). */
export function endingRoutes<Row extends QueuedJobRow>(
  app: FastifyInstance,
  { path, noun, runner, one, wire }: EndingRoutes<Row>,
): void {
  app.post<OneJob>(`${path}/:id/cancel`, async request => {
    const job = one(request.params.id, readQuery(scope, request.query).project_id);
    if (terminalJobStatuses.has(job.status)) {
      throw badRequest(`The ${noun} has ended (${job.status}) and cannot be cancelled.`);
    }
    runner.cancelOne(job);
    return wire(one(job.id, undefined));
  });

  app.delete<OneJob>(`${path}/:id`, async request => {
    const { project_id, force } = readQuery(deleteQuery, request.query);
    const job = one(request.params.id, project_id);
    if (!terminalJobStatuses.has(job.status) && !force) {
      throw badRequest(`The ${noun} is ${job.status}. Cancel it first, or delete it with force=true.`);
    }
    runner.remove(job);
    return { id: job.id, project_id: job.project_id };
  });
}

/** The one configuration that a request spells out or names. Throws 400 for none and for both. */
export function givenConfiguration<Configuration>(
  given: { configuration: Configuration | null; configuration_id: string | null },
  named: (id: string) => Configuration,
): Configuration {
  const { configuration, configuration_id: id } = given;
  if (configuration !== null && id === null) return configuration;
  if (configuration === null && id !== null) return named(id);
  throw badRequest('inputs_invalid: Give either configuration or configuration_id.');
}
