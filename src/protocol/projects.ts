import * as z from 'zod/mini';
import { datetime, maybe } from './wire';

/** A project; a key of LlamaCloud is bound to one (`GET /api/v1/projects`, LlamaCloud API docs). */
export const project = z.looseObject({
  id: z.string(),
  name: z.string(),
  organization_id: z.string(),
  created_at: maybe(datetime),
  updated_at: maybe(datetime),
  is_default: z._default(z.boolean(), false),
});
export type Project = z.output<typeof project>;

/** `GET /api/v1/projects` answers with a plain array, not a page. */
export const projectList = z.array(project);
