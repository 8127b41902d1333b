import type { Scalar } from '../types';
import type { Aim } from './aims';
import { findEmails, findPhones, findUrls } from './contacts';
import { findCurrencies } from './currencies';
import { findDates, findTimes } from './dates';
import type { Habits } from './habits';
import { type FoundText, findBics, findIbans, findTaxNumbers, findVatIds } from './identifiers';
import { type FoundNumber, findNumbers } from './numbers';

/** A value as it stands in a text. */
export interface Reading {
  value: Scalar;
  /** Of the text. */
  start: number;
  end: number;
  /** 0 to 1: how surely it is what it is read as, whatever is beside it. */
  certainty: number;
}

/** Aims whose values are known by their own form, without a label. */
export const isFormed = (aim: Aim): boolean =>
  !['name', 'address', 'boolean', 'choice', 'text'].includes(aim);

/** Every value of an aim in a text. Of `name`, `text` and the like there is none: these are known by their place alone. */
export function readingsOf(text: string, aim: Aim, habits: Habits): Reading[] {
  switch (aim) {
    case 'date':
      return findDates(text, habits).map(date => ({
        ...place(date),
        value: date.value,
        certainty: date.certain ? 1 : 0.85,
      }));
    case 'datetime':
      return findDates(text, habits).map(date => withTime(text, date));
    case 'time':
      return findTimes(text).map(time => ({ ...time, certainty: 1 }));
    case 'money':
      return numbers(text, habits, number => !number.percent, moneyCertainty);
    case 'percent':
      return numbers(text, habits, isShare, number => (number.percent ? 1 : 0.6));
    case 'integer':
      return numbers(text, habits, ({ value }) => Number.isInteger(value), plainCertainty);
    case 'number':
      return numbers(text, habits, () => true, plainCertainty);
    case 'currency':
      return findCurrencies(text).map(({ code, certain, ...at }) => ({
        ...place(at),
        value: code,
        certainty: certain ? 1 : 0.85,
      }));
    case 'iban':
      return sure(findIbans(text));
    case 'bic':
      return sure(findBics(text), 0.9);
    case 'vatId':
      return vatIds(text);
    case 'taxNumber':
      return sure(findTaxNumbers(text), 0.8);
    case 'email':
      return sure(findEmails(text));
    case 'url':
      return sure(findUrls(text), 0.95);
    case 'phone':
      return sure(findPhones(text), 0.9);
    case 'code':
      return codes(text, habits);
    default:
      return [];
  }
}

const place = ({ start, end }: { start: number; end: number }) => ({ start, end });
const sure = (found: readonly FoundText[], certainty = 1): Reading[] =>
  found.map(each => ({ ...each, certainty }));

function numbers(
  text: string,
  habits: Habits,
  isWanted: (number: FoundNumber) => boolean,
  certaintyOf: (number: FoundNumber) => number,
): Reading[] {
  const dates = [...findDates(text, habits), ...findTimes(text)];
  return findNumbers(text, habits)
    .filter(
      number => isWanted(number) && !dates.some(date => date.start < number.end && number.start < date.end),
    )
    .map(number => ({ ...place(number), value: number.value, certainty: certaintyOf(number) }));
}

const isShare = ({ value, currency, percent }: FoundNumber): boolean =>
  percent || (currency === null && Math.abs(value) <= 100);

const moneyCertainty = ({ currency, cents, certain }: FoundNumber): number =>
  (cents || currency ? 1 : 0.7) * (certain ? 1 : 0.7);

const plainCertainty = ({ currency, percent, certain }: FoundNumber): number =>
  (currency || percent ? 0.75 : 0.95) * (certain ? 1 : 0.5);

function withTime(text: string, date: { value: string; start: number; end: number }): Reading {
  const time = findTimes(text.slice(date.end, date.end + 16))[0];
  return time
    ? { value: `${date.value}T${time.value}:00`, start: date.start, end: date.end + time.end, certainty: 0.9 }
    : { ...place(date), value: `${date.value}T00:00:00`, certainty: 0.5 };
}

function vatIds(text: string): Reading[] {
  const named = findVatIds(text);
  const others = findTaxNumbers(text).filter(
    other => !named.some(one => one.start < other.end && other.start < one.end),
  );
  return [...sure(named), ...sure(others, 0.75)];
}

/** Words with a digit in them, as numbers of documents and customers are; a few may be one: `4 / 2025`, `AB 12 34`. */
function codes(text: string, habits: Habits): Reading[] {
  const taken = [...findDates(text, habits), ...findTimes(text), ...findEmails(text)];
  const form =
    /(?<![\p{L}\d])(?=[\p{L}/._#-]{0,12}\d)[\p{L}\d][\p{L}\d/._#-]*(?:(?: ?\/ ?| )(?=[\p{Lu}./-]{0,4}\d)[\p{Lu}\d][\p{Lu}\d/._-]*){0,7}/gu;
  return [...text.matchAll(form)].flatMap(match => {
    const value = match[0].replace(/[._/-]+$/, '');
    const [start, end] = [match.index, match.index + value.length];
    if (taken.some(other => other.start < end && start < other.end)) return [];
    const isAmount = /^\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$/.test(value) || /^\s?[€$£%]/.test(text.slice(end));
    return [{ value, start, end, certainty: isAmount ? 0.4 : value.length < 3 ? 0.6 : 0.95 }];
  });
}
