import type { JsonObject } from '../types';
import { hasBox } from '../values/choices';
import { findEmails, findUrls } from '../values/contacts';
import { findDates } from '../values/dates';
import type { Habits } from '../values/habits';
import { findIbans } from '../values/identifiers';
import { findNumbers } from '../values/numbers';

/** Names and numbers of things are texts even where they have digits alone. */
const NAMING =
  /(?:^|_)(?:number|no|nr|code|id|sku|serial|reference|phone|fax|mobile|postcode|account|plate|batch|tax_id)(?:_|$)/;
/** Letters beside a figure, such as a unit or a currency. */
const MOST_LETTERS = 6;

/** The type of a property, and its format, by the values that a document has for it. */
export function typeOfValues(name: string, values: readonly string[], habits: Habits): JsonObject {
  const told = values.map(value => value.trim()).filter(value => value !== '');
  const all = (test: (value: string) => boolean): boolean => told.length > 0 && told.every(test);
  if (all(value => isWhole(value, findDates(value, habits)))) return { type: 'string', format: 'date' };
  if (all(value => isWhole(value, findEmails(value)))) return { type: 'string', format: 'email' };
  if (all(value => isWhole(value, findUrls(value)))) return { type: 'string', format: 'uri' };
  if (all(value => hasBox(value))) return { type: 'boolean' };
  const isFigure = all(value => findIbans(value).length === 0 && isNumber(value, habits));
  return { type: isFigure && !NAMING.test(name) ? 'number' : 'string' };
}

function isWhole(value: string, [first, ...more]: readonly { start: number; end: number }[]): boolean {
  return first !== undefined && more.length === 0 && first.end - first.start >= 0.8 * value.length;
}

function isNumber(value: string, habits: Habits): boolean {
  const [first, ...more] = findNumbers(value, habits);
  if (!first || more.length > 0 || (value.match(/\p{L}/gu)?.length ?? 0) > MOST_LETTERS) return false;
  // 007 is no number, and neither is what is as long as an account's.
  return !/^0\d/.test(value) && (first.cents || first.percent || value.replace(/\D/g, '').length < 8);
}
