import type { Scalar } from '../../../src/engine/extract/types';

/** Half a cent: amounts are exact to it. */
const tolerance = 0.005;

/**
 * Whether a value says what the gold says. Texts may differ in case, in the form of quotes and dashes, in how their lines
 * and parts are joined, and by a full stop or colon at their end; numbers of phones, accounts and the like also in how
 * their digits are grouped.
 */
export function sameValue(expected: Scalar, told: Scalar): boolean {
  if (typeof expected === 'number' || typeof told === 'number') {
    return typeof expected === typeof told && Math.abs(Number(expected) - Number(told)) < tolerance;
  }
  if (typeof expected === 'boolean' || typeof told === 'boolean') return expected === told;
  const [a, b] = [plain(expected), plain(told)];
  if (a === b) return true;
  return /\d/.test(a) && ungrouped(a) === ungrouped(b);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201a\u00b4`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s,;|]+/g, ' ')
    .trim()
    .replace(/[.:]$/, '');

/** Digits alone are also written with other marks between them. */
const ungrouped = (text: string): string =>
  /^[\d\s+()./-]+$/.test(text) ? text.replace(/[^\d+]/g, '') : text.replace(/\s/g, '');
