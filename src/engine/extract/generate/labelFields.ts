import { contextOf, type Party } from '../rules/context';
import type { Layout } from '../rules/layout/layout';
import type { Piece } from '../rules/layout/pieces';
import { type Pair, pairsOf } from '../rules/pairs';
import { isDocument } from '../rules/words/kinds';
import { isThing } from '../rules/words/lexicon';
import type { Term } from '../rules/words/terms';
import { fieldsOf } from '../schema/fieldsOf';
import type { JsonObject } from '../types';
import { fullName, propertyName, snake } from './propertyNames';
import { typeOfValues } from './typeOfValues';

/** A property and where in the document it stands. */
export interface LabelField {
  name: string;
  schema: JsonObject;
  order: number;
}

/** What stands less surely beside a label is no value of it. */
const LEAST = 0.75;
const LONGEST_LABEL = 50;
const LONGEST_VALUE = 120;

/** A property for each label that has a value beside or below it, and an object for each party with its lines. */
export function labelFields(layout: Layout, isTaken: (piece: Piece) => boolean): LabelField[] {
  const parties = contextOf(layout, fieldsOf({ type: 'object', properties: {} })).parties.filter(isAddressed);
  const inParty = new Set(parties.flatMap(({ heading, lines }) => [heading, ...lines]));
  const pairs = pairsOf(layout).filter(
    pair => !isTaken(pair.label) && !isTaken(pair.value) && !inParty.has(pair.value) && isPair(pair),
  );
  const fields = best(pairs).flatMap((pair): LabelField[] => {
    const title = labelOf(pair);
    const short = propertyName(title, pair.terms);
    if (!short) return [];
    const type = typeOfValues(short, [pair.value.text.slice(pair.start, pair.end)], layout.habits);
    const name = fullName(short, type['format'] === 'date', type['type'] === 'number');
    return [{ name, schema: { ...type, title }, order: pair.label.order }];
  });
  const objects = parties.map(
    ({ role, heading }): LabelField => ({ name: snake(role), schema: party(heading), order: heading.order }),
  );
  return [...fields, ...objects].sort((a, b) => a.order - b.order);
}

/** Whether what stands below the heading is a name and an address, rather than a value or two. */
function isAddressed({ heading, lines }: Party): boolean {
  const [first] = lines;
  if (!first || lines.length < 2 || /\d{2}/.test(first.text) || !/\p{L}{2}/u.test(first.text)) return false;
  return (
    lines.some(line => /\d/.test(line.text) && /\p{L}{3}/u.test(line.text)) && !heading.terms.some(isOfThing)
  );
}

/** Names a day, an amount or the like: `Delivery date` heads no party. */
const isOfThing = (term: Term): boolean =>
  term.meanings.some(meaning => isThing(meaning) && meaning !== 'address');

const party = (heading: Piece): JsonObject => ({
  type: 'object',
  title: heading.text.replace(/\s*[:：]\s*$/, ''),
  properties: { name: { type: 'string' }, address: { type: 'string' } },
});

function isPair({ label, value, start, end, relation, way }: Pair): boolean {
  const text = value.text.slice(start, end).trim();
  if (text === '' || text.length > LONGEST_VALUE || relation < LEAST || way === 'start') return false;
  if (label.text.length > LONGEST_LABEL && way !== 'colon') return false;
  // The title of the document stands above its first values.
  const isTitle = label.terms.length === 1 && label.terms[0]?.meanings.some(isDocument);
  if (isTitle && way !== 'colon') return false;
  return way === 'colon' || (label.isLabel && !value.isLabel);
}

/** The label of a pair as it is printed. */
function labelOf({ label, way, start, value }: Pair): string {
  const text = way === 'colon' && label === value ? label.text.slice(0, start) : label.text;
  const last = text.trim().replace(/\s*[:：=]$/, '');
  return (last.split(/[|·•;:：]\s/).at(-1) ?? last).trim();
}

/** One value a label, one label a value: the surest. */
function best(pairs: readonly Pair[]): Pair[] {
  const labels = new Set<string>();
  const values = new Set<string>();
  const chosen: Pair[] = [];
  for (const pair of [...pairs].sort((a, b) => b.relation - a.relation)) {
    const label = `${pair.label.order} ${labelOf(pair)}`;
    const value = `${pair.value.order} ${pair.start}`;
    if (labels.has(label) || values.has(value)) continue;
    labels.add(label);
    values.add(value);
    chosen.push(pair);
  }
  return chosen;
}
