/** Begins a CSV file, so that spreadsheet programs take it for UTF-8. */
export const byteOrderMark = '\uFEFF';

/**
 * What spreadsheet programs take for a formula, full-width forms among it (OWASP, "CSV Injection"): at the beginning of a
 * cell, and after what parts cells or lines, since programs that part cells at semicolons, as in some countries, heed no
 * quotes within a cell of theirs. Only so much white space is looked past that a text full of it takes no time.
 */
const formula = /(^|[;\t\r\n])(\s{0,20})([=+\-@\uFF1D\uFF0B\uFF0D\uFF20][^;\t\r\n]*)/g;
/** A number begins with a sign and is no formula. */
const number = /^[+-]?\d+([.,]\d+)*\s?%?$/;

/**
 * Rows as CSV (RFC 4180). A text that a spreadsheet program would run as a formula gets an apostrophe before it, which
 * those programs take for the sign of a text: documents come from anywhere.
 */
export function csvText(rows: readonly (readonly unknown[])[]): string {
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = value.replace(formula, (all, before: string, space: string, rest: string) =>
    number.test(rest.trim()) ? all : `${before}'${space}${rest}`,
  );
  // Quotes around what begins or ends with a space keep it.
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
