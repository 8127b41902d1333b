import { Uri } from 'vscode';
import * as z from 'zod/mini';
import { documentScheme } from '../ids';
import { type ResultView, resultViews } from './resultViews';

export type { ResultView } from './resultViews';

/** Which result a virtual document shows: ids only. `path` is for people, and tells tabs of one name apart. */
export interface ResultAddress {
  connectionId: string;
  projectId: string;
  jobId: string;
  view: ResultView;
  /** Path of the source file relative to its folder. */
  path: string;
}

const facts = z.object({
  project: z.string(),
  job: z.string(),
  view: z.enum(Object.keys(resultViews) as [ResultView, ...ResultView[]]),
});

/** `llama-batches://<connection>/<path of the file>.md?project=…&job=…&view=…`: what tabs and breadcrumbs show is the path. */
export function resultUri({ connectionId, projectId, jobId, view, path }: ResultAddress): Uri {
  return Uri.from({
    scheme: documentScheme,
    authority: connectionId,
    path: `/${path}${resultViews[view]}`,
    query: new URLSearchParams({ project: projectId, job: jobId, view }).toString(),
  });
}

/** The address in a URI of ours; undefined for any other URI. */
export function parseResultUri(uri: Uri): ResultAddress | undefined {
  if (uri.scheme !== documentScheme || !uri.authority) return undefined;
  const parsed = facts.safeParse(Object.fromEntries(new URLSearchParams(uri.query)));
  if (!parsed.success) return undefined;
  const { project, job, view } = parsed.data;
  const extension = resultViews[view];
  if (!uri.path.endsWith(extension) || uri.path.length <= extension.length + 1) return undefined;
  const path = uri.path.slice(1, -extension.length);
  return { connectionId: uri.authority, projectId: project, jobId: job, view, path };
}
