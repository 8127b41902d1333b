/** Begins a CSV file, so that spreadsheet programs take it for UTF-8. */
export const byteOrderMark = '\uFEFF';

/** What spreadsheet programs take for a formula, full-width forms among it (OWASP, "CSV Injection"). */
const formula = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Programs that part cells at semicolons, as in some countries, do so inside of quotes that begin no cell of theirs. */
const laterCell = /([;\t\r\n]\s*)([=+\-@\uFF1D\uFF0B\uFF0D\uFF20][^;\t\r\n]*)/g;
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
  const begun = formula.test(value) && !number.test(value) ? `'${value}` : value;
  const text = begun.replace(laterCell, (all, before: string, rest: string) =>
    number.test(rest.trim()) ? all : `${before}'${rest}`,
  );
  // Quotes around what begins or ends with a space keep it.
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
