import { Uri } from 'vscode';
import * as z from 'zod/mini';
import { documentScheme } from '../ids';
import type { TableAddress } from './resultTables';

const facts = z.object({
  project: z.string(),
  run: z.string(),
  table: z.enum(['csv', 'jsonl']),
  list: z.optional(z.string()),
});
const listPath = z.array(z.string());

/** `llama-batches://<connection>/<name of the run>.csv?project=…&run=…&table=csv&list=["line_items"]`. */
export function tableUri({ connectionId, projectId, rowKey, format, list, label }: TableAddress): Uri {
  const query = new URLSearchParams({ project: projectId, run: rowKey, table: format });
  if (list) query.set('list', JSON.stringify(list));
  const name = label.replaceAll('/', '_') || 'results';
  return Uri.from({
    scheme: documentScheme,
    authority: connectionId,
    path: `/${name}${list ? `.${list.join('.')}` : ''}.${format}`,
    query: query.toString(),
  });
}

/** The address in a URI of ours; undefined for any other URI. */
export function parseTableUri(uri: Uri): TableAddress | undefined {
  if (uri.scheme !== documentScheme || !uri.authority) return undefined;
  const parsed = facts.safeParse(Object.fromEntries(new URLSearchParams(uri.query)));
  if (!parsed.success) return undefined;
  const { project, run, table, list } = parsed.data;
  const path = list === undefined ? null : pathIn(list);
  if (path === undefined) return undefined;
  return {
    ...{ connectionId: uri.authority, projectId: project, rowKey: run, format: table, list: path },
    label: uri.path.slice(1),
  };
}

function pathIn(text: string): string[] | undefined {
  try {
    return listPath.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
