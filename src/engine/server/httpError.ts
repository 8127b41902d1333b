import type * as z from 'zod/mini';

/** A refusal in the API's first error shape: `{"detail": "sentence"}` (API sheet §1.5). */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export const badRequest = (detail: string): HttpError => new HttpError(400, detail);
/** `what` is a noun, as in "Directory not found". */
export const notFound = (what: string): HttpError => new HttpError(404, `${what} not found`);

/** One entry of the 422 list form. */
interface Issue {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** A request that its schema refuses: `{"detail": [{loc, msg, type}]}` with status 422, as FastAPI has it. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly detail: Issue[]) {
    super('The request is not valid.');
  }
}

/** The issues of a schema, told as `loc` under `body` or `query`. */
export function invalid(part: 'body' | 'query', error: z.core.$ZodError): InvalidRequest {
  return new InvalidRequest(
    error.issues.flatMap(issue => {
      const loc = [part, ...issue.path.map(key => (typeof key === 'number' ? key : String(key)))];
      if (issue.code === 'unrecognized_keys') {
        const msg = 'Extra inputs are not permitted';
        return issue.keys.map(key => ({ loc: [...loc, key], msg, type: 'extra_forbidden' }));
      }
      const missing = issue.code === 'invalid_type' && issue.input === undefined;
      return [
        { loc, msg: missing ? 'Field required' : issue.message, type: missing ? 'missing' : issue.code },
      ];
    }),
  );
}
