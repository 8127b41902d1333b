import type { Scalar } from '../../types';
import { findDates } from '../../values/dates';
import { findNumbers } from '../../values/numbers';
import { readScalar } from '../../values/readScalar';
import type { ColumnConcept } from './columnWords';
import { isFigureConcept } from './concepts';
import { type Leaf, mainConcept } from './leaves';
import { isPartialDate, partialDate, type TableHabits } from './partialDates';

/** What the cells of a leaf's column look like. */
export type CellKind = 'figure' | 'date' | 'text';

const dates: readonly ColumnConcept[] = ['date', 'valueDate', 'dueDate'];

export function kindOf(leaf: Leaf): CellKind {
  const { type, format } = leaf.field;
  if (type === 'number' || type === 'integer') return 'figure';
  if (format === 'date' || format === 'date-time') return 'date';
  const concept = mainConcept(leaf);
  if (concept && dates.includes(concept)) return 'date';
  // Positions and quantities are told as texts too.
  return concept && concept !== 'position' && isFigureConcept(concept) ? 'figure' : 'text';
}

/** Longer texts are no figures and no numbers of articles, and take long to look at. */
const LONGEST_FIGURE = 80;
/** Letters that may stand beside a figure: a unit, a currency, a side of the account. */
const MOST_LETTERS = 8;

/** Whether a cell may hold such a value. */
export function mayHold(text: string, leaf: Leaf, kind: CellKind, habits: TableHabits): boolean {
  if (kind !== 'text' && text.length > LONGEST_FIGURE) return false;
  switch (kind) {
    case 'figure':
      if (findDates(text, habits).length > 0) return false;
      return figureIn(text, habits) !== null && lettersOf(text) <= MOST_LETTERS;
    case 'date':
      return findDates(text, habits).length > 0 || isPartialDate(text);
    case 'text':
      return isSuchText(text, leaf);
  }
}

/** Whether a text is such as the leaf's column has: words, a number of an article, a unit. */
function isSuchText(text: string, leaf: Leaf): boolean {
  switch (mainConcept(leaf)) {
    case 'description':
    case 'name':
      return /\p{L}{2}/u.test(text) && !isCode(text);
    case 'code':
    case 'batch':
    case 'serial':
      return !/\s\S+\s/.test(text);
    case 'position':
      return /^\d{1,4}(?:\.\d{1,3})*\.?$/.test(text);
    case 'unit':
      return /\p{L}/u.test(text) && text.length <= 20;
    default:
      return true;
  }
}

/** Such as `CP-110`: one word with digits, in capitals. */
const isCode = (text: string): boolean =>
  text.length <= LONGEST_FIGURE && /^\S*\d\S*$/.test(text) && !/\p{Ll}{3}/u.test(text);

const lettersOf = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

function figureIn(text: string, habits: TableHabits): { value: number; certain: boolean } | null {
  const [first, ...more] = findNumbers(text, habits);
  if (!first || (more.length > 0 && !/[x×@*]/i.test(text))) return null;
  return { value: sideOf(text) * first.value, certain: first.certain };
}

/** Statements print D, S or DR behind what left the account. */
const sideOf = (text: string): 1 | -1 => (/\d\s*(?:DR|D|S|Soll)\.?$/.test(text) ? -1 : 1);

interface Read {
  value: Scalar;
  sure: number;
}

/** The value of a cell for a leaf, and how sure the reading is; null where it is none. */
export function cellValue(text: string, leaf: Leaf, habits: TableHabits): Read | null {
  const { field } = leaf;
  if (text === '' || /^[-–—.]+$/.test(text)) return null;
  if (field.enum) return whole(text, leaf, habits);
  switch (field.type) {
    case 'number':
    case 'integer': {
      const figure = figureIn(text, habits) ?? figureIn(text.replace(/\s*[x×@*]\s*$/i, ''), habits);
      if (!figure || (field.type === 'integer' && !Number.isInteger(figure.value))) return null;
      return { value: figure.value, sure: figure.certain ? 1 : 0.7 };
    }
    case 'boolean':
      return whole(text, leaf, habits);
    default: {
      if (field.format === 'date') return dateIn(text, habits);
      return field.format ? whole(text, leaf, habits) : { value: text, sure: 1 };
    }
  }
}

function dateIn(text: string, habits: TableHabits): Read | null {
  const [date, ...more] = findDates(text, habits);
  if (date) return { value: date.value, sure: date.certain && more.length === 0 ? 1 : 0.6 };
  const partial = partialDate(text, habits);
  return partial === null ? null : { value: partial, sure: 0.95 };
}

/** A value of a form of its own, as readers of single values have it. */
function whole(text: string, { field }: Leaf, habits: TableHabits): Read | null {
  const found = readScalar(text, field, habits);
  return found && { value: found.value, sure: found.certainty };
}
