import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** What no answer may hold: paths of the machine, and of the engine's own files. */
export function secretsOf(dataFolder: string, token: string): string[] {
  return [dataFolder, resolve('.'), homedir(), '/node_modules/', 'node:internal', token].filter(
    secret => secret.length > 1,
  );
}

/** Statuses of refusals that the API has for requests that are wrong in themselves. */
const refusals: ReadonlySet<number> = new Set([
  400, 401, 403, 404, 405, 408, 409, 413, 415, 416, 422, 429, 431,
]);

/** What is wrong with an answer; null where nothing is. */
export function faultOf(status: number, body: string, secrets: readonly string[]): string | null {
  const secret = secrets.find(text => body.includes(text));
  if (secret !== undefined) return `tells ${secret}`;
  if (status >= 200 && status < 400) return null;
  if (!refusals.has(status)) return `status ${status}`;
  return isRefusal(body) ? null : `status ${status} in a shape that the API has not`;
}

/** `{"detail": "sentence"}` or `{"detail": [{loc, msg, type}]}`. */
function isRefusal(body: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return false;
  }
  const detail = (value as { detail?: unknown } | null)?.detail;
  if (typeof detail === 'string') return detail !== '';
  return Array.isArray(detail) && detail.length > 0 && detail.every(isIssue);
}

function isIssue(issue: unknown): boolean {
  const { loc, msg, type } = issue as Record<string, unknown>;
  return Array.isArray(loc) && typeof msg === 'string' && msg !== '' && typeof type === 'string';
}
