import { tmpdir } from 'node:os';
import { answerCheck } from '../openapi/schemas';
import { operationOf } from '../openapi/spec';

/** An answer of the engine, and what it was asked. */
export interface Exchange {
  method: string;
  /** Without its query. */
  path: string;
  status: number;
  headers: Headers;
  body: Buffer;
}

/** Statuses that the official SDK repeats by itself, for minutes (its client.ts). */
const isRepeated = (status: number): boolean => [408, 409, 429].includes(status) || status >= 500;

const invalid = answerCheck({ $ref: '#/$defs/HTTPValidationError' });

/** Where an answer differs from LlamaCloud's contract; empty where it does not. */
export function judge(exchange: Exchange): string[] {
  const { method, path, status, body } = exchange;
  if (body.includes(`${tmpdir()}/`)) return ['tells a path of this machine'];
  const operation = operationOf(method, path);
  if (status >= 400) return judgeRefusal(exchange, operation !== undefined);
  if (!operation) return [`answers ${status}, though LlamaCloud has no such route`];
  if (status !== operation.status) return [`answers ${status} instead of ${operation.status}`];
  if (!operation.answer) return body.length > 0 ? ['has a body, though it should have none'] : [];
  const json = readJson(exchange);
  return json === undefined ? ['is not JSON'] : answerCheck(operation.answer)(json);
}

/** The three shapes of an error: a sentence, the list of 422, an object (LlamaCloud API docs). */
function judgeRefusal(exchange: Exchange, known: boolean): string[] {
  const { method, status, headers } = exchange;
  if (isRepeated(status) && headers.get('x-should-retry') !== 'false') {
    return [`answers ${status}, which clients repeat`];
  }
  if (method === 'HEAD') return [];
  const json = readJson(exchange) as { detail?: unknown } | undefined;
  const detail = json?.detail;
  if (detail === undefined) return ['has no detail'];
  if (status === 422) {
    if (!Array.isArray(detail) || detail.length === 0) return ['is a 422 without the list of what is wrong'];
    return invalid(json);
  }
  if (!known && status === 404) return detail === 'Not Found' ? [] : ['is not {"detail":"Not Found"}'];
  if (typeof detail === 'string' ? detail === '' : typeof detail !== 'object' || Array.isArray(detail)) {
    return ['has neither a sentence nor an object as its detail'];
  }
  return [];
}

function readJson({ headers, body }: Exchange): unknown {
  if (!headers.get('content-type')?.startsWith('application/json')) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
