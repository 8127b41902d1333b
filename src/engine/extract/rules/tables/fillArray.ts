import type { ArrayField, DocumentPage, FilledArray, SourceDocument } from '../../types';
import { habitsOf } from '../../values/habits';
import { similarity, spaced, type Term, termsOf } from '../words/terms';
import { HeaderMatcher } from './headerMatch';
import { itemRowsOf } from './itemRows';
import { itemOf, type Leaf, type LeafValues, leavesOf } from './leaves';
import { type MappedColumn, mapColumns } from './mapping';
import { parsedTables } from './parsedTables';
import { periodOf } from './partialDates';
import { pricedLines } from './pricedLines';
import { printedTables } from './printedTables';
import type { RawTable } from './rawTable';
import { sectionEntries } from './sectionEntries';
import { apart } from './sideBySide';
import { valuesOf } from './valuesOf';

/**
 * The items of an array of objects: from the tables whose headers name the item's fields, else from a list of priced
 * lines, else from the entries of the section that the array's name heads. Empty where the document has none of these.
 */
export function fillArray(document: SourceDocument, field: ArrayField): FilledArray {
  const { items } = field;
  if (items.kind !== 'object') return { kind: 'array', items: [] };
  const leaves = leavesOf(items);
  const found = tableItems(document, leaves, [spaced(field.name), field.title]);
  const others = found.length > 0 ? found : sectionEntries(document, field, leaves);
  return { kind: 'array', items: others.map(values => itemOf(items, values)) };
}

/**
 * The items that tables and lists have for these leaves. Where several tables do, those alone that one of the names
 * heads, if there are such.
 */
export function tableItems(
  document: SourceDocument,
  leaves: readonly Leaf[],
  names: readonly string[],
): LeafValues[] {
  const doubts = new Map(document.pages.map(page => [page.number, doubtOf(page)]));
  return readItems(document, leaves, names).map(
    values =>
      new Map(
        [...values].map(([path, value]) => {
          const doubt = Math.min(1, ...value.spots.map(spot => doubts.get(spot.page) ?? 1));
          return [path, doubt < 1 ? { ...value, confidence: value.confidence * doubt } : value];
        }),
      ),
  );
}

/** What OCR is unsure of costs less than it says of the page: figures and words that are read are most often whole. */
const OCR_TRUST = 0.08;

const doubtOf = ({ ocrConfidence }: DocumentPage): number =>
  ocrConfidence === null ? 1 : Math.min(1, ocrConfidence + OCR_TRUST);

function readItems(
  document: SourceDocument,
  leaves: readonly Leaf[],
  names: readonly string[],
): LeafValues[] {
  if (leaves.length === 0) return [];
  const matcher = new HeaderMatcher(leaves);
  const text = document.pages.flatMap(page => page.lines.map(line => line.text)).join('\n');
  const writing = habitsOf(text);
  const habits = { ...writing, period: periodOf(text, writing) };
  const needed = Math.min(2, leaves.length);
  const wanted = names.map(termsOf).filter(terms => terms.length > 0);
  const read = (tables: readonly RawTable[]): ReadTable[] =>
    tables.flatMap(apart).map(table => {
      const mapped = mapColumns(table, matcher, habits);
      const rows = mapped.length >= needed ? itemRowsOf(table, mapped, habits) : [];
      const items = rows.map(each => valuesOf(each, mapped, leaves, habits));
      return { mapped, items, isNamed: isNamed(table, wanted) };
    });
  const [printed, parsed] = [
    best(read(printedTables(document, matcher))),
    best(read(parsedTables(document, matcher))),
  ];
  if (printed.length === 0 && parsed.length === 0) return pricedLines(document, leaves, habits);
  const chosen = weight(parsed) > weight(printed) ? parsed : printed;
  return chosen.flatMap(table => table.items);
}

/** A title or a first header that is less like the array's name than this does not name it. */
const NAMED = 0.8;

function isNamed({ above, headers }: RawTable, wanted: readonly (readonly Term[])[]): boolean {
  const labels = [above.split('\n').at(-1) ?? '', headers[0] ?? ''].map(termsOf);
  return wanted.some(terms => labels.some(label => similarity(terms, label) >= NAMED));
}

interface ReadTable {
  mapped: readonly MappedColumn[];
  items: LeafValues[];
  /** Whether the array's name stands above it. */
  isNamed: boolean;
}

/** Tables that tell nearly as many of the item's fields as the one that tells most. */
function best(tables: readonly ReadTable[]): ReadTable[] {
  const strength = ({ mapped, items }: ReadTable): number =>
    items.length === 0 ? 0 : mapped.reduce((sum, { sure }) => sum + sure, 0);
  const most = Math.max(0, ...tables.map(strength));
  const strong = tables.filter(table => strength(table) > 0 && strength(table) >= 0.75 * most);
  const named = strong.filter(table => table.isNamed);
  return named.length > 0 ? named : strong;
}

/** How much was found in sum. */
const weight = (tables: readonly ReadTable[]): number =>
  tables
    .flatMap(({ items }) => items.flatMap(values => [...values.values()]))
    .reduce((sum, { confidence }) => sum + confidence, 0);
