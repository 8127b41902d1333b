import type { Filled, FilledArray, FilledObject, FilledScalar } from '../types';

/** What one chunk gave. */
export interface Piece {
  filled: FilledObject;
  /** The chunk begins with the last lines of the one before. */
  overlaps: boolean;
}

/**
 * The values of a document's chunks as one: of a scalar the surest, of equally sure ones the first; the items of lists
 * one after the other, without those that two chunks have both read at their border. There must be one piece.
 */
export function mergePieces([first, ...rest]: readonly [Piece, ...Piece[]]): FilledObject {
  return rest.reduce((sum, { filled, overlaps }) => objects(sum, filled, overlaps), first.filled);
}

function objects(one: FilledObject, other: FilledObject, overlaps: boolean): FilledObject {
  return {
    kind: 'object',
    fields: Object.fromEntries(
      Object.entries(one.fields).map(([name, value]) => [name, merged(value, other.fields[name], overlaps)]),
    ),
  };
}

function merged(one: Filled, other: Filled | undefined, overlaps: boolean): Filled {
  if (one.kind === 'object') return other?.kind === 'object' ? objects(one, other, overlaps) : one;
  if (one.kind === 'array') return other?.kind === 'array' ? lists(one, other, overlaps) : one;
  return other?.kind === 'scalar' ? surer(one, other) : one;
}

/** A note on why there is no value is worth more than nothing. */
function surer(one: FilledScalar, other: FilledScalar): FilledScalar {
  if (one.value === null && other.value === null) return one.note ? one : other;
  return other.value !== null && (one.value === null || other.confidence > one.confidence) ? other : one;
}

function lists(one: FilledArray, other: FilledArray, overlaps: boolean): FilledArray {
  if ([...one.items, ...other.items].every(item => item.kind === 'scalar')) return distinct(one, other);
  const said = overlaps ? repeated(one.items, other.items) : 0;
  return { kind: 'array', items: [...one.items, ...other.items.slice(said)] };
}

/** Words and names are said on many pages; each counts once. */
function distinct(one: FilledArray, other: FilledArray): FilledArray {
  const known = new Set(one.items.map(valuesOf));
  return { kind: 'array', items: [...one.items, ...other.items.filter(item => !known.has(valuesOf(item)))] };
}

/** How many items at the beginning of a list are those at the end of the one before. */
function repeated(before: readonly Filled[], after: readonly Filled[]): number {
  const [last, next] = [before.map(valuesOf), after.map(valuesOf)];
  for (let count = Math.min(last.length, next.length); count > 0; count--) {
    if (next.slice(0, count).every((item, i) => item === last[last.length - count + i])) return count;
  }
  return 0;
}

/** The values of an item, to be compared. */
function valuesOf(filled: Filled): string {
  if (filled.kind === 'scalar') return JSON.stringify(filled.value);
  if (filled.kind === 'array') return `[${filled.items.map(valuesOf).join()}]`;
  return `{${Object.values(filled.fields).map(valuesOf).join()}}`;
}
