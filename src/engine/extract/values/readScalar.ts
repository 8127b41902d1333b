import type { Scalar, ScalarField } from '../types';
import { type Aim, aimOf } from './aims';
import { choiceOf, yesOrNo } from './choices';
import { type Habits, noHabits } from './habits';
import { isFormed, type Reading, readingsOf } from './readings';

/** Longer texts are no value of a field that is to be a name or a word. */
const LONGEST_NAME = 100;
const LONGEST_TEXT = 500;

const aims = new WeakMap<ScalarField, Aim>();

/** What a field's values are read as; worked out once. */
export function aimFor(field: ScalarField): Aim {
  const aim = aims.get(field) ?? aimOf(field);
  aims.set(field, aim);
  return aim;
}

/**
 * The value that a text as a whole, such as a table's cell, stands for; null where it has none of the field's kind.
 * `start` and `end` tell which part of the text says it.
 */
export function readScalar(text: string, field: ScalarField, habits: Habits = noHabits): Reading | null {
  const aim = aimFor(field);
  const found = isFormed(aim) ? best(readingsOf(text, aim, habits), text) : wholeText(text, aim, field);
  return found && shaped(found, text, field, aim);
}

/** A reading as the field's type and format want it: whole numbers, text as it stands, values of the enum. */
export function shaped(reading: Reading, text: string, field: ScalarField, aim: Aim): Reading | null {
  const { value } = reading;
  if (field.enum && aim !== 'choice') return chosen(reading, field.enum);
  switch (field.type) {
    case 'integer':
      return typeof value === 'number' && !Number.isInteger(value) ? null : reading;
    case 'string':
      return typeof value === 'number'
        ? { ...reading, value: text.slice(reading.start, reading.end).trim() }
        : reading;
    default:
      return reading;
  }
}

function chosen(reading: Reading, values: readonly Scalar[]): Reading | null {
  const choice = choiceOf(String(reading.value), values);
  return choice && { ...reading, value: choice.value, certainty: reading.certainty * choice.certainty };
}

/** The reading that most of the text is; less sure where more than it is there. */
function best(readings: readonly Reading[], text: string): Reading | null {
  const [first] = [...readings].sort(
    (a, b) => b.certainty - a.certainty || b.end - b.start - (a.end - a.start),
  );
  if (!first) return null;
  const share = (first.end - first.start) / Math.max(1, text.trim().length);
  return { ...first, certainty: first.certainty * (0.7 + 0.3 * Math.min(1, share)) };
}

function wholeText(text: string, aim: Aim, field: ScalarField): Reading | null {
  const value = text.replace(/\s+/g, ' ').trim();
  const start = text.length - text.trimStart().length;
  const whole = { start, end: start + text.trim().length };
  if (value === '') return null;
  switch (aim) {
    case 'boolean': {
      const answer = yesOrNo(value);
      return answer === null ? null : { ...whole, value: answer, certainty: 0.95 };
    }
    case 'choice': {
      const choice = choiceOf(value, field.enum ?? []);
      return choice && { ...whole, ...choice };
    }
    case 'name':
      return value.length <= LONGEST_NAME && /\p{L}{2}/u.test(value)
        ? { ...whole, value, certainty: nameCertainty(value) }
        : null;
    default:
      return value.length <= LONGEST_TEXT && /[\p{L}\p{N}]/u.test(value)
        ? { ...whole, value, certainty: isAmount(value) ? 0.5 : 0.9 }
        : null;
  }
}

const isAmount = (value: string): boolean =>
  /^[^\p{L}\d]{0,2}(?:[A-Z]{3} ?)?-?\d[\d.,' ]*[.,]\d{2} ?(?:[A-Z]{3}|[^\p{L}\d]{0,2})$/u.test(value);

/** Names are short, begin with a capital and have no digits to speak of. */
function nameCertainty(value: string): number {
  const digits = value.replace(/\D/g, '').length;
  const isNumber = digits > value.length / 3 || /^[\d.,/\s-]+$/.test(value);
  if (isNumber || /@|https?:/.test(value)) return 0.2;
  // Signed with an initial: the full name stands elsewhere.
  const initial = /^\p{Lu}\.\s/u.test(value) ? 0.55 : 1;
  const words = value.split(' ').length;
  return (
    initial *
    (words <= 8 ? 1 : 0.6) *
    (/^[\p{Lu}\p{Lo}\d"'„“]/u.test(value) ? 1 : 0.6) *
    (digits > 0 ? 0.8 : 1)
  );
}
