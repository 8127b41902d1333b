import { findDates } from './dates';

/** How a document writes what could be read in two ways. */
export interface Habits {
  /** Whether 03/04/2025 is the third of April; null where the document does not show it. */
  dayFirst: boolean | null;
  /** What stands before the cents; null where the document does not show it. */
  decimal: ',' | '.' | null;
}

export const noHabits: Habits = { dayFirst: null, decimal: null };

/** US amounts and addresses: only there the month comes first. */
const AMERICAN =
  /(?:\bUSD?\b|US\$|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\bZIP\b|\bSales Tax\b|\bSSN\b|\(\d{3}\) ?\d{3}-\d{4})/;
const EUROPEAN = /(?:[€£]|\b(?:EUR|GBP|CHF|PLN|VAT|IBAN|SEPA)\b)/;

/** What a document's text shows of its habits. */
export function habitsOf(text: string): Habits {
  return { decimal: decimalOf(text), dayFirst: dayFirstOf(text) };
}

function decimalOf(text: string): ',' | '.' | null {
  const comma = text.match(/\d,\d{2}(?![\d.,])/g)?.length ?? 0;
  const point = text.match(/(?<![\d.]\d{0,2})\d+\.\d{2}(?![\d.,])|,\d{3}\.\d{2}\b/g)?.length ?? 0;
  if (comma === point) return null;
  return comma > point ? ',' : '.';
}

function dayFirstOf(text: string): boolean | null {
  let days = 0;
  let months = 0;
  for (const [, first, second] of text.matchAll(/\b(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b/g)) {
    if (Number(first) > 12 && Number(second) <= 12) days++;
    if (Number(second) > 12 && Number(first) <= 12) months++;
  }
  if (days !== months) return days > months;
  if (findDates(text, noHabits).some(date => date.dotted)) return true;
  if (AMERICAN.test(text) && !EUROPEAN.test(text)) return false;
  return EUROPEAN.test(text) ? true : null;
}
