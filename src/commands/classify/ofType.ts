import { Uri } from 'vscode';
import { count } from '../../base/amounts';
import { type Classified, countTypes, noType } from '../../runs/classify/classified';
import type { BatchRow, FileRow } from '../../runs/rows';
import type { RunJobType } from '../../runs/run';
import type { Services } from '../../services';
import { allRows } from '../rowActions';
import { startRun } from '../startRun';
import { batchTargets, choose, nodesOf } from '../targets';

const none = 'No batch here has files that were classified.';
const isTyped = (row: BatchRow): boolean => (row.types?.length ?? 0) > 0;

/** The classify batch that a command is about: the clicked one, or one that is chosen. */
export async function typedBatch(services: Services, args: readonly unknown[]): Promise<BatchRow> {
  const { rows } = services;
  const [row] = await batchTargets(rows, () => allRows(services), args, isTyped, none);
  if (!row) throw new Error(none);
  return row;
}

/** **Parse Only Files of This Type…**, **Extract Only…**: starts a run over the originals of classified files. */
export async function startOfType(
  services: Services,
  jobType: RunJobType,
  title: string,
  args: readonly unknown[],
): Promise<void> {
  const { batch, type, files } = await chosenFiles(services, args);
  const paths = new Map(files.flatMap(({ source, path }) => (source === null ? [] : [[source, path]])));
  if (paths.size === 0) {
    throw new Error('The originals of these files are not known here. Start from their folder instead.');
  }
  await startRun(services, {
    ...{ jobType, title, label: `${type ?? noType} of ${batch.label}`, paths },
    selected: Array.from(paths.keys(), source => Uri.file(source)),
  });
}

interface Chosen {
  batch: BatchRow;
  type: string | null;
  files: readonly FileRow[];
}

/** Of a file that was clicked: all of its batch that have the same type. */
async function chosenFiles(services: Services, args: readonly unknown[]): Promise<Chosen> {
  const { rows, catalog } = services;
  const [clicked] = nodesOf('file', args[0], args[1]).flatMap(node => rows.file(node.fileKey) ?? []);
  const own = clicked && rows.get(clicked.parentKey);
  const batch = own ?? (await typedBatch(services, args));
  const all = await catalog.loadFiles(batch.key);
  const type = clicked?.classified ? clicked.classified.type : await chooseType(all, 'Files of which type?');
  return { batch, type, files: all.filter(file => file.classified?.type === type && file.classified) };
}

/** Asks for one of the types that files have. */
async function chooseType(
  files: readonly { classified?: Classified | null }[],
  question: string,
): Promise<string | null> {
  const choices = countTypes(files).map(({ type, files: n }) => ({
    label: type ?? noType,
    description: count(n, 'file'),
    value: { type },
  }));
  return (await choose(question, choices, 'No file was classified yet.')).type;
}
