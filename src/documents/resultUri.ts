import { Uri } from 'vscode';
import { documentScheme } from '../ids';

/** The ways in which a parsed file can be read. */
export const resultViews = {
  markdown: '.md',
  text: '.txt',
  items: '.items.json',
  details: '.job.json',
} as const;
export type ResultView = keyof typeof resultViews;

/** Which result a virtual document shows: ids only. `path` is for people, and tells tabs of one name apart. */
export interface ResultAddress {
  connectionId: string;
  projectId: string;
  jobId: string;
  view: ResultView;
  /** Path of the source file relative to its folder. */
  path: string;
}

/** `llama-batches:/<connection>/<project>/<job>/<view>/<path of the file>.md` */
export function resultUri(address: ResultAddress): Uri {
  const { connectionId, projectId, jobId, view, path } = address;
  const ids = [connectionId, projectId, jobId, view].map(encodeURIComponent).join('/');
  return Uri.from({ scheme: documentScheme, path: `/${ids}/${path}${resultViews[view]}` });
}

/** The address in a URI of ours; undefined for any other URI. */
export function parseResultUri(uri: Uri): ResultAddress | undefined {
  if (uri.scheme !== documentScheme) return undefined;
  const [connectionId, projectId, jobId, view, ...rest] = uri.path.slice(1).split('/');
  if (!connectionId || !projectId || !jobId || !view || !Object.hasOwn(resultViews, view) || !rest.length)
    return undefined;
  const name = rest.join('/');
  return {
    connectionId: decodeURIComponent(connectionId),
    projectId: decodeURIComponent(projectId),
    jobId: decodeURIComponent(jobId),
    view: view as ResultView,
    path: name.slice(0, -resultViews[view as ResultView].length),
  };
}
