const form = /^\d{4}-\d\d-\d\d(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Milliseconds since 1970 of an ISO 8601 date, with or without a time. One that names no zone is one of UTC, as servers
 * take it, wherever this machine is. NaN for anything else.
 */
export function instantOf(text: string): number {
  const [whole, time, zone] = form.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  return Date.parse(time !== undefined && zone === undefined ? `${text}Z` : text);
}
