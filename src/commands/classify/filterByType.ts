import { count } from '../../base/amounts';
import { noType } from '../../runs/classify/classified';
import type { Services } from '../../services';
import { choose } from '../targets';
import { typedBatch } from './ofType';

/** **Filter by Type…**: shows only the files of a classify batch that have one type, or all of them again. */
export async function filterByType(services: Services, args: readonly unknown[]): Promise<void> {
  const { tree } = services;
  const row = await typedBatch(services, args);
  const shown = tree.types.get(row.key);
  const types = (row.types ?? []).map(({ type, files }) => ({
    label: type ?? noType,
    description: `${count(files, 'file')}${shown?.type === type ? ' · shown now' : ''}`,
    value: { type },
  }));
  const all = { label: 'All types', description: count(row.total ?? 0, 'file'), value: null };
  const chosen = await choose('Which files should be shown?', [all, ...types], 'No file was classified yet.');
  tree.showType(row.key, chosen);
}
