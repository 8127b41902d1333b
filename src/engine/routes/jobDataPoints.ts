import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { iso, projectOf, type RouteContext } from '../server/context';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readQuery, scopeFields } from '../server/requests';
import { dataPointTypes, type JobDataPointRow, listJobDataPoints } from '../store/jobDataPoints';

const hourMs = 3_600_000;
const defaultHours = 1;

const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  job_type: z.nonoptional(query.oneOf(dataPointTypes)),
  hours: query.integer(1, 168),
  status: query.list,
  created_at_on_or_after: query.datetime,
  created_at_on_or_before: query.datetime,
});

/** Statuses are in lower case here (OpenAPI document, examples of `JobDataPoint`). */
function wire(row: JobDataPointRow) {
  const endedAs = (status: string) => (row.status === status ? iso(row.finished_at) : null);
  return {
    id: row.id,
    project_id: row.project_id,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
    status: row.status.toLowerCase(),
    custom_tag: row.tag ?? 'default',
    error_message: row.error_message,
    state_transitions: {
      pending_at: iso(row.created_at),
      throttled_at: iso(row.throttled_at),
      running_at: iso(row.started_at),
      completed_at: endedAs('COMPLETED'),
      failed_at: endedAs('FAILED'),
      cancelled_at: endedAs('CANCELLED'),
    },
  };
}

/** `/api/v1/job-data-points` (LlamaCloud API docs): when jobs changed their states. */
export function jobDataPointRoutes(app: FastifyInstance, context: RouteContext): void {
  app.get('/api/v1/job-data-points', async request => {
    const filter = readQuery(listQuery, request.query);
    const wanted = {
      project_id: projectOf(context, filter.project_id).id,
      job_type: filter.job_type,
      statuses: filter.status?.map(status => status.toUpperCase()),
      created_from: begin(filter.hours, filter.created_at_on_or_after),
      created_to: filter.created_at_on_or_before,
    };
    return pageOfRows(listJobDataPoints(context.store.db, wanted, sliceOf(filter)), wire);
  });

  /** Who names a time but no hours wants what the time says; who names both, what both leave. */
  function begin(hours: number | undefined, from: number | undefined): number {
    if (hours === undefined && from !== undefined) return from;
    return Math.max(context.clock.now() - (hours ?? defaultHours) * hourMs, from ?? 0);
  }
}
