/** A refusal in the API's first error shape: `{"detail": "sentence"}` (LlamaCloud API docs). */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    detail: string,
    /** Sent along, such as `retry-after`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

export const badRequest = (detail: string): HttpError => new HttpError(400, detail);
/** `what` is a noun, as in "Directory not found". */
export const notFound = (what: string): HttpError => new HttpError(404, `${what} not found`);

/** One entry of the 422 list form. */
export interface InvalidIssue {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** A request that its schema refuses: `{"detail": [{loc, msg, type}]}` with status 422, as FastAPI has it. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly detail: InvalidIssue[]) {
    super('The request is not valid.');
  }
}
