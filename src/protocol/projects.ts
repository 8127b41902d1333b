import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint } from './wire';

/** A project; a key of LlamaCloud is bound to one (`GET /api/v1/projects`, LlamaCloud API docs). */
export const project = z.looseObject({
  id: z.string(),
  name: z.string(),
  organization_id: z.string(),
  created_at: hint(datetime),
  updated_at: hint(datetime),
  is_default: z._default(z.boolean(), false),
});
export type Project = z.output<typeof project>;

/** `GET /api/v1/projects` answers with a plain array, not a page. */
export const projectList = z.array(project);

/** `GET /api/v2/projects` answers with a page of the same objects. */
export const projectPage = pageOf(project);

/**
 * Body of `POST /local/projects`, an addition of the local engine: gives the project of a workspace, which is known by a
 * key of the caller's choice, and makes it the first time. Answers 201 where it was made, else 200.
 */
export const workspaceProject = z.strictObject({
  /** Name of a new project; a taken one becomes `name (2)`. A project that is there keeps its own. */
  name: z.string().check(z.minLength(1), z.maxLength(3000)),
  workspace_key: z.string().check(z.minLength(1), z.maxLength(1000)),
});
export type WorkspaceProject = z.output<typeof workspaceProject>;
