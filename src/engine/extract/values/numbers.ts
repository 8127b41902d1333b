import { currencyOf, currencyPattern } from './currencies';
import type { Habits } from './habits';

export interface FoundNumber {
  value: number;
  start: number;
  end: number;
  /** ISO 4217 code of the sign or code beside it. */
  currency: string | null;
  percent: boolean;
  /** Two digits after the decimal mark, as amounts have. */
  cents: boolean;
  /** False where the mark may stand for thousands as well as for the decimals. */
  certain: boolean;
}

const SPACES = String.raw`[ \u00a0\u202f\u2009]`;
const DIGITS = String.raw`\d{1,3}(?:(?:[.,'’]|${SPACES})\d{3})+(?:[.,]\d{1,4}(?!\d))?|\d+(?:[.,]\d+)?`;
/** Sign, currency, digits, cents written as dashes, percent, currency, sign behind. */
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d]|\d[.,/:-])(\()?([-−–+]|^[-−–+]${SPACES})?(${currencyPattern}${SPACES}?)?([-−–+]${SPACES}?)?(${DIGITS})([.,][-–—]{1,2})?(?![\d]|[.,:/-]\d)(?:${SPACES}?(%))?(?:${SPACES}?(${currencyPattern}))?(?:${SPACES}?([-−](?![\p{L}\d])))?(\))?`,
  'gu',
);

/** All numbers of a text that stand for themselves, in their order: not those within dates, times and words. */
export function findNumbers(text: string, habits: Habits): FoundNumber[] {
  return [...text.matchAll(NUMBER)].flatMap(match => {
    const [whole, open, sign, before, inner, digits = '', dashes, percent, after, behind, close] = match;
    const end = match.index + whole.length;
    if (/^\p{L}/u.test(text.slice(end)) && !percent && !after && !behind) return [];
    if (/§\s?$/.test(text.slice(0, match.index))) return [];
    const amount = magnitude(digits, habits, Boolean(before || after));
    const isMoney = !percent && (amount.cents || Boolean(before || after));
    const isNegative =
      [sign, inner, behind].some(each => /[-−–]/.test(each ?? '')) || (isMoney && Boolean(open && close));
    return [
      {
        value: isNegative && amount.value !== 0 ? -amount.value : amount.value,
        start: match.index + (open && !close ? 1 : 0),
        end,
        currency: currencyOf(before ?? '')?.code ?? currencyOf(after ?? '')?.code ?? null,
        percent: percent !== undefined,
        cents: amount.cents || dashes !== undefined,
        certain: amount.certain,
      },
    ];
  });
}

type Magnitude = Pick<FoundNumber, 'value' | 'cents' | 'certain'>;

/** Digits with marks of thousands and decimals: `1.234,56`, `1,234.56`, `1 234,56`, `1'234.56`. */
function magnitude(digits: string, habits: Habits, isMoney: boolean): Magnitude {
  const plain = digits.replace(/[\s'’]/gu, '');
  const marks = plain.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return { value: Number(plain), cents: false, certain: true };
  const decimals = plain.slice(plain.lastIndexOf(last) + 1);
  const several = new Set(marks).size > 1;
  const isThousands = !several && (marks.length > 1 || isGroup(plain, decimals, last, habits, isMoney));
  const certain = several || marks.length > 1 || decimals.length !== 3 || habits.decimal !== null;
  if (isThousands) return { value: Number(plain.replace(/[.,]/g, '')), cents: false, certain };
  const whole = plain.slice(0, plain.lastIndexOf(last)).replace(/[.,]/g, '');
  return { value: Number(`${whole}.${decimals}`), cents: decimals.length === 2, certain };
}

/** Whether the only mark, before three digits, is one of thousands. */
function isGroup(plain: string, decimals: string, mark: string, habits: Habits, isMoney: boolean): boolean {
  if (decimals.length !== 3 || !/^[1-9]\d{0,2}[.,]/.test(plain)) return false;
  return habits.decimal === null ? isMoney || mark === ',' : habits.decimal !== mark;
}
