import type { Habits } from './habits';
import { monthOf } from './months';

export interface FoundDate {
  /** YYYY-MM-DD. */
  value: string;
  start: number;
  end: number;
  /** False where day and month could be the other way round and nothing tells. */
  certain: boolean;
  /** Written with dots, as only where the day comes first. */
  dotted: boolean;
}

const YEAR = String.raw`(\d{4}|\d{2})`;
const NAME = String.raw`(\p{L}{3,12})\.?`;
/** Between the parts of a date that has its month in words. */
const BETWEEN = String.raw`(?:\s+|\s*[-/.,]\s*|\s+(?:de|do|del|of)\s+)`;

const FORMS: readonly { form: RegExp; parts: 'ymd' | 'numbers' | 'dmy' | 'mdy' }[] = [
  { form: /(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)/gu, parts: 'ymd' },
  { form: /(\d{4})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/gu, parts: 'ymd' },
  {
    form: new RegExp(
      String.raw`(?<![\d.,/-])(\d{1,2})(\s?[./-]\s?)(\d{1,2})\s?[./-]\s?${YEAR}(?![\d/-]|[.,]\d)`,
      'gu',
    ),
    parts: 'numbers',
  },
  {
    form: new RegExp(
      String.raw`(?<![\d.,/-])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?:${BETWEEN})?${NAME}${BETWEEN}?['’]?${YEAR}(?!\d)`,
      'giu',
    ),
    parts: 'dmy',
  },
  {
    form: new RegExp(
      String.raw`(?<![\p{L}\d])${NAME}\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+${YEAR}(?!\d)`,
      'giu',
    ),
    parts: 'mdy',
  },
];

/** All complete dates of a text, in their order. */
export function findDates(text: string, habits: Habits): FoundDate[] {
  const found: FoundDate[] = [];
  for (const { form, parts } of FORMS) {
    for (const match of text.matchAll(form)) {
      const date = dateOf(match, parts, habits);
      const [start, end] = [match.index, match.index + match[0].length];
      if (!date || found.some(other => other.start < end && start < other.end)) continue;
      found.push({ ...date, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

type Dated = Pick<FoundDate, 'value' | 'certain' | 'dotted'>;

function dateOf(
  match: RegExpMatchArray,
  parts: 'ymd' | 'numbers' | 'dmy' | 'mdy',
  habits: Habits,
): Dated | null {
  const [, a = '', b = '', c = '', d = ''] = match;
  switch (parts) {
    case 'ymd':
      return dated(a, Number(c), Number(d));
    case 'dmy':
      return dated(c, monthOf(b), Number(a));
    case 'mdy':
      return dated(c, monthOf(a), Number(b));
    case 'numbers':
      return fromNumbers(Number(a), Number(c), d, b.trim(), habits);
  }
}

function fromNumbers(
  first: number,
  second: number,
  year: string,
  mark: string,
  habits: Habits,
): Dated | null {
  const dotted = mark === '.';
  if (dotted) return dated(year, second, first, { dotted });
  if (first > 12) return dated(year, second, first);
  if (second > 12) return dated(year, first, second);
  const dayFirst = habits.dayFirst ?? true;
  const certain = habits.dayFirst !== null || first === second;
  return dayFirst ? dated(year, second, first, { certain }) : dated(year, first, second, { certain });
}

function dated(
  year: string,
  month: number | undefined,
  day: number,
  { certain = true, dotted = false }: Partial<Dated> = {},
): Dated | null {
  if (month === undefined || month < 1 || month > 12 || day < 1) return null;
  const full = year.length === 4 ? Number(year) : century(Number(year));
  if (full < 1800 || full > 2199 || day > new Date(Date.UTC(full, month, 0)).getUTCDate()) return null;
  const two = (part: number): string => String(part).padStart(2, '0');
  return { value: `${full}-${two(month)}-${two(day)}`, certain, dotted };
}

/** Two digits: as POSIX `strptime` reads them. */
const century = (year: number): number => (year < 69 ? 2000 + year : 1900 + year);

export interface FoundTime {
  /** HH:MM of 24 hours. */
  value: string;
  start: number;
  end: number;
}

/** All times of day of a text, in their order; `14.30` only with a word that tells it. */
export function findTimes(text: string): FoundTime[] {
  const form =
    /(?<![\d:.,])([01]?\d|2[0-3])(?:(:)(\d{2})(?::\d{2})?|([.h])(\d{2})(?=\s*(?:uhr|h\b|am\b|pm\b|[ap]\.m\.))|h(\d{2}))(?!\d|[.,:]\d)\s*([ap])?\.?(?:m\b\.?)?/giu;
  return [...text.matchAll(form)].flatMap(match => {
    const [whole, hours, , byColon, , byDot, byH, half] = match;
    const minutes = byColon ?? byDot ?? byH ?? '';
    const hour = Number(hours) + (half?.toLowerCase() === 'p' && Number(hours) < 12 ? 12 : 0);
    const clock = half?.toLowerCase() === 'a' && hour === 12 ? 0 : hour;
    if (Number(minutes) > 59) return [];
    const value = `${String(clock).padStart(2, '0')}:${minutes}`;
    return [{ value, start: match.index, end: match.index + whole.trimEnd().length }];
  });
}
