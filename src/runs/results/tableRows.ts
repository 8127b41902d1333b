import type { ExtractJob } from '../../protocol/extractJobs';
import { type Confidences, lowestOf } from './fieldFacts';

export type Values = Readonly<Record<string, unknown>>;

/** What became of one file of an extraction. */
export interface FileResult {
  /** Path relative to the folder of the run. */
  file: string;
  /** The file's outcome, or `not_read` where its server could not be asked. */
  status: string;
  /** Why there are no values; null where there are. */
  error: string | null;
  /** Null where there is none. A list holds an object for each page or row of a table. */
  result: ExtractJob['extract_result'];
  /** Of the shape of `result`. */
  confidences: Confidences;
}

/** A list of objects in a result: the names that lead to it. */
export type ListPath = readonly string[];

/** One row of a table of results. */
export interface TableRow extends Pick<FileResult, 'file' | 'status' | 'error'> {
  lowestConfidence: number | null;
  /** 1-based number of the page or table row within the file; null where a result stands for the whole document. */
  entry: number | null;
  /** 1-based number of the item within its list; null where a row is no item. */
  item: number | null;
  values: Values | null;
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfObjects = (value: unknown): value is Values[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

/** Deeper lists are not offered; schemas have at most seven levels (LlamaCloud API docs). */
const maxLevels = 7;

/** The lists of objects in results, outermost first, with how many items they hold in all. */
export function listsOf(results: readonly FileResult[]): { path: ListPath; items: number }[] {
  const found = new Map<string, { path: ListPath; items: number }>();
  const look = (values: Values, path: ListPath): void => {
    for (const [name, value] of Object.entries(values)) {
      const place = [...path, name];
      if (isObject(value) && place.length < maxLevels) look(value, place);
      if (!isListOfObjects(value)) continue;
      const key = JSON.stringify(place);
      const items = (found.get(key)?.items ?? 0) + value.length;
      found.set(key, { path: place, items });
    }
  };
  for (const { result } of results) for (const entry of entriesOf(result)) look(entry, []);
  return [...found.values()].sort((a, b) => a.path.length - b.path.length);
}

const entriesOf = (result: FileResult['result']): readonly Values[] =>
  Array.isArray(result) ? result : result ? [result] : [];

/**
 * The rows of a table: one for each document, page or table row, or, with `list`, one for each item of that list, which
 * then stands in the list's place; other lists of objects are left out there. Every file has at least one row. They are
 * made as they are asked for, each time anew: there may be very many.
 */
export function rowsOf(results: readonly FileResult[], list: ListPath | null): Iterable<TableRow> {
  return {
    *[Symbol.iterator]() {
      for (const file of results) yield* rowsOfFile(file, list);
    },
  };
}

function rowsOfFile({ result, confidences, ...file }: FileResult, list: ListPath | null): TableRow[] {
  const entries = entriesOf(result);
  const numbered = Array.isArray(result);
  if (entries.length === 0) {
    return [{ ...bare(file), lowestConfidence: null, entry: null, item: null, values: null }];
  }
  return entries.flatMap((values, i) => {
    const own = numbered ? part(confidences, i) : confidences;
    const entry = { ...bare(file), entry: numbered ? i + 1 : null };
    if (list === null) return [{ ...entry, lowestConfidence: lowestOf(own), item: null, values }];
    const items = listAt(values, list);
    // Without any item the document keeps a row of its own.
    const places: readonly (number | null)[] = items.length > 0 ? items.map((_, place) => place) : [null];
    return places.map(place => ({
      ...entry,
      lowestConfidence: lowestOf(unwound(own, values, list, place) as Confidences),
      item: place === null ? null : place + 1,
      values: unwound(values, values, list, place) as Values,
    }));
  });
}

const bare = ({ file, status, error }: Pick<TableRow, 'file' | 'status' | 'error'>) => ({
  ...{ file, status, error },
});

const part = (confidences: Confidences, i: number): Confidences =>
  Array.isArray(confidences) ? (confidences[i] ?? null) : null;

function listAt(values: Values, [name = '', ...rest]: ListPath): readonly unknown[] {
  const value = values[name];
  if (rest.length > 0) return isObject(value) ? listAt(value, rest) : [];
  return isListOfObjects(value) ? value : [];
}

/** A server may tell one confidence of a whole list. */
const itemOf = (list: unknown, place: number): unknown => (Array.isArray(list) ? list[place] : list) ?? null;

/** `tree`, of the shape of `values`, with one item in its list's place and without all other lists of objects. */
function unwound(tree: unknown, values: Values, [name, ...rest]: ListPath, place: number | null): unknown {
  if (!isObject(tree)) return tree;
  const kept = Object.entries(values).flatMap(([key, value]) => {
    const inner = tree[key];
    if (key === name && rest.length > 0 && isObject(value))
      return [[key, unwound(inner, value, rest, place)]];
    if (key === name && rest.length === 0) return [[key, place === null ? null : itemOf(inner, place)]];
    if (isObject(value)) return [[key, unwound(inner, value, [], place)]];
    return isListOfObjects(value) ? [] : [[key, inner ?? null]];
  });
  return Object.fromEntries(kept);
}
