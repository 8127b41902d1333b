import * as z from 'zod/mini';
import { jsonObject } from '../../../protocol/wire';
import type { ParsedPage } from '../../parsers/types';
import { legacyBatch, legacyNotApplied } from './legacyBatch';
import { joinPages } from './pageTemplates';

/** What a parse job of a legacy batch takes of it (`parse_job.legacy`), so that its result can be told without the batch. */
const legacyJob = z.object({
  ...{ mapped: legacyBatch.shape.mapped, unmapped: legacyBatch.shape.unmapped },
  ...{ templates: legacyBatch.shape.templates, reusable: legacyBatch.shape.reusable },
  /** The caller's own; told in `job_metadata`. */
  custom_metadata: z.nullable(jsonObject),
  resource_info: z.nullable(jsonObject),
});

const callersOwn = z.object({
  parameters: z.optional(
    z.nullable(
      z.object({
        custom_metadata: z.optional(z.nullable(jsonObject)),
        resource_info: z.optional(z.nullable(jsonObject)),
      }),
    ),
  ),
});

/** A job's part of its batch; null for a batch of v2. */
export function legacyJobOf(batch: {
  legacy: Record<string, unknown> | null;
}): z.output<typeof legacyJob> | null {
  if (!batch.legacy) return null;
  const { mapped, unmapped, templates, reusable, job_config } = legacyBatch.parse(batch.legacy);
  const { custom_metadata = null, resource_info = null } = callersOwn.parse(job_config).parameters ?? {};
  return { mapped, unmapped, templates, reusable, custom_metadata, resource_info };
}

type Job = { legacy: Record<string, unknown> | null };

/** Whether later jobs may take the result (`do_not_cache`). */
export function isReusable({ legacy }: Partial<Job>): boolean {
  return legacy?.['reusable'] !== false;
}

/** What `job_metadata` says of the options that did not act and of what the caller gave along. */
export function legacyFacts({ legacy }: Job, notApplied: readonly string[]): Record<string, unknown> {
  if (!legacy) return { not_applied: notApplied };
  const { custom_metadata, resource_info, ...job } = legacyJob.parse(legacy);
  return {
    not_applied: legacyNotApplied(job, notApplied),
    ...(custom_metadata && { custom_metadata }),
    ...(resource_info && { resource_info }),
  };
}

/** The pages of a legacy job one after the other, as its parameters want them; undefined for any other job. */
export function legacyFullText(
  { legacy }: Job,
  pages: readonly ParsedPage[],
  kind: 'markdown' | 'text',
): string | undefined {
  if (!legacy) return undefined;
  const { templates } = legacyJob.parse(legacy);
  return joinPages(
    pages.map(page => ({ ...page, content: page[kind] })),
    templates,
  );
}
