import { findDates } from '../../values/dates';
import type { Habits } from '../../values/habits';
import { monthOf } from '../../values/months';

/** How a document writes, and between which days it is. */
export interface TableHabits extends Habits {
  /** First and last of the full dates that it has, as YYYY-MM-DD, and the year that it has most. */
  period?: { from: string; to: string; year: number } | undefined;
}

/** The period of a text, from its full dates. */
export function periodOf(text: string, habits: Habits): TableHabits['period'] {
  const dates = findDates(text, habits)
    .map(date => date.value)
    .sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const times = new Map<number, number>();
  for (const date of dates) {
    const year = Number(date.slice(0, 4));
    times.set(year, (times.get(year) ?? 0) + 1);
  }
  const [year] = [...times].reduce((most, each) => (each[1] > most[1] ? each : most));
  return { from, to, year };
}

/** A day and a month without a year, as statements print them. */
const FORMS: readonly { form: RegExp; parts: readonly ['day' | 'month', 'day' | 'month'] }[] = [
  { form: /^(\d{1,2})[./-](\d{1,2})\.?$/, parts: ['day', 'month'] },
  { form: /^(\d{1,2})\.?[\s-]*(\p{L}{3,})\.?$/u, parts: ['day', 'month'] },
  { form: /^(\p{L}{3,})\.?\s*(\d{1,2})$/u, parts: ['month', 'day'] },
];

export const isPartialDate = (text: string): boolean => dayAndMonth(text, true) !== null;

/** The date that a day and a month mean in the document's period; null where the text is no such thing. */
export function partialDate(text: string, { dayFirst, period }: TableHabits): string | null {
  const found = dayAndMonth(text, dayFirst !== false);
  if (!found || !period) return null;
  const at = (year: number): string =>
    `${year}-${String(found.month).padStart(2, '0')}-${String(found.day).padStart(2, '0')}`;
  const years = [...new Set([period.year, Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4))])];
  return at(years.find(year => period.from <= at(year) && at(year) <= period.to) ?? period.year);
}

function dayAndMonth(text: string, dayFirst: boolean): { day: number; month: number } | null {
  for (const { form, parts } of FORMS) {
    const [, first = '', second = ''] = form.exec(text.trim()) ?? [];
    if (first === '') continue;
    const areNumbers = /^\d+$/.test(first) && /^\d+$/.test(second);
    const isDayFirst = areNumbers ? dayFirst : parts[0] === 'day';
    const [day, month] = isDayFirst ? [first, second] : [second, first];
    const number = /^\d+$/.test(month) ? Number(month) : monthOf(month);
    if (number && number <= 12 && Number(day) >= 1 && Number(day) <= 31)
      return { day: Number(day), month: number };
  }
  return null;
}
