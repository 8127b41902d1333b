import type { Field, Filled, FilledObject, FilledScalar, ObjectField, ScalarField } from '../../types';
import { spaced, type Term, termsOf } from '../words/terms';
import type { ColumnConcept } from './columnWords';
import { conceptsIn, isFigureConcept, isPhrase } from './concepts';
import { plainWords } from './plainWords';

/** A scalar of an item, however deep in the item's objects. */
export interface Leaf {
  field: ScalarField;
  /** Names from the item down; unique among the leaves of an item. */
  path: string;
  /** Words of its name, title and description, with those of the objects that it is in. */
  name: readonly string[];
  title: readonly string[];
  description: readonly string[];
  /** What a column of it may hold, with how sure that is (0 to 1). */
  concepts: ReadonlyMap<ColumnConcept, number>;
  /** What its name and its title mean. */
  terms: readonly (readonly Term[])[];
}

/** More columns than any table has; schemas may have thousands of properties. */
const MOST_LEAVES = 100;

/** The leaves of an item in the schema's order. Arrays within items are not filled from tables. */
export function leavesOf(item: ObjectField): Leaf[] {
  const leaves: Leaf[] = [];
  collect(item, '', [], leaves);
  return leaves;
}

function collect(object: ObjectField, path: string, outer: readonly string[], into: Leaf[]): void {
  for (const field of object.fields) {
    if (into.length >= MOST_LEAVES) return;
    const at = `${path}/${field.name}`;
    if (field.kind === 'object') collect(field, at, [...outer, ...plainWords(field.name)], into);
    else if (field.kind === 'scalar') into.push(leafOf(field, at, outer));
  }
}

function leafOf(field: ScalarField, path: string, outer: readonly string[]): Leaf {
  const name = plainWords(field.name);
  const title = plainWords(field.title);
  const description = plainWords(field.description);
  const terms = [spaced(field.name), field.title].map(termsOf).filter(each => each.length > 0);
  return {
    field,
    path,
    name: [...outer, ...name],
    title,
    description,
    concepts: conceptsOf(field, outer),
    terms,
  };
}

/** Names that say little by themselves, with what they mean in an item. */
const meanings: Readonly<Record<string, readonly [ColumnConcept, number][]>> = {
  name: [['description', 0.95]],
  title: [['description', 0.9]],
  label: [['description', 0.9]],
  text: [['description', 0.9]],
  product: [['description', 0.95]],
  id: [['code', 0.8]],
  number: [
    ['code', 0.7],
    ['position', 0.6],
  ],
  value: [['amount', 0.8]],
  total: [['amount', 1]],
  type: [['description', 0.5]],
};

function conceptsOf(field: ScalarField, outer: readonly string[]): Map<ColumnConcept, number> {
  const concepts = new Map<ColumnConcept, number>();
  const add = (found: Iterable<readonly [ColumnConcept, number]>, weight: number): void => {
    for (const [concept, sure] of found) {
      concepts.set(concept, Math.max(concepts.get(concept) ?? 0, sure * weight));
    }
  };
  const name = plainWords(field.name);
  add(conceptsIn(name), 1);
  add(conceptsIn(plainWords(field.title)), 1);
  add(Object.hasOwn(meanings, name.join(' ')) ? (meanings[name.join(' ')] ?? []) : [], 1);
  const whole = [...outer, ...name];
  if (outer.length > 0 && isPhrase(whole)) add(conceptsIn(whole), 0.95);
  const told = plainWords(field.description);
  // A description tells of other things too: only what it begins with, and only where nothing better is known.
  if (concepts.size === 0) add(conceptsIn(told.slice(0, 6)), 0.7);
  // The price in a receipt is that of the line.
  if (PRICES.has(name.join(' '))) {
    const isLines = told.some(word => LINE_WORDS.has(word));
    concepts.set('amount', isLines ? 1 : 0.7);
    if (isLines) concepts.set('unitPrice', 0.7);
  }
  return ofType(concepts, field);
}

const PRICES: ReadonlySet<string> = new Set([
  'price',
  'cost',
  'preis',
  'prix',
  'precio',
  'prezzo',
  'prijs',
  'preco',
  'cena',
]);
const LINE_WORDS: ReadonlySet<string> = new Set([
  'line',
  'total',
  'row',
  'zeile',
  'ligne',
  'linea',
  'riga',
  'regel',
  'linha',
]);

/** A word that means a text and a figure means the one that the field's type can hold. */
function ofType(concepts: Map<ColumnConcept, number>, { type }: ScalarField): Map<ColumnConcept, number> {
  const isNumber = type === 'number' || type === 'integer';
  const kept = [...concepts].filter(([concept]) => isFigureConcept(concept) === isNumber);
  // Amounts may be told as texts; an employer is no share of the employer's.
  return new Map(
    kept.length > 0 ? kept : [...concepts].filter(([concept]) => isNumber || !sides.has(concept)),
  );
}

const sides: ReadonlySet<ColumnConcept> = new Set<ColumnConcept>(['earnings', 'deduction', 'employerShare']);

/** What a column of the leaf holds most surely. */
export function mainConcept({ concepts }: Leaf): ColumnConcept | null {
  const [first] = [...concepts].sort(([, a], [, b]) => b - a);
  return first && first[1] >= 0.7 ? first[0] : null;
}

export const describes = (leaf: Leaf): boolean => ['description', 'name'].includes(mainConcept(leaf) ?? '');
export const isCodeLeaf = (leaf: Leaf): boolean => mainConcept(leaf) === 'code';

/** A value that was found for a leaf. */
export type LeafValues = ReadonlyMap<string, FilledScalar>;

const nothing: FilledScalar = { kind: 'scalar', value: null, confidence: 0, spots: [] };

/** An item of the field's shape with the values of its leaves, by path. */
export function itemOf(item: ObjectField, values: LeafValues): FilledObject {
  const fill = (field: Field, path: string): Filled => {
    if (field.kind === 'array') return { kind: 'array', items: [] };
    if (field.kind === 'scalar') return values.get(path) ?? nothing;
    return {
      kind: 'object',
      fields: Object.fromEntries(field.fields.map(each => [each.name, fill(each, `${path}/${each.name}`)])),
    };
  };
  return fill(item, '') as FilledObject;
}
