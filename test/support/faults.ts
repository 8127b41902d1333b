/** What a fault server does to one request. `acts`: the server behind gets it all the same. */
export type Fault = { name: string; acts: boolean } & (
  | { kind: 'answer'; status: number; body: string; headers?: Record<string, string>; early?: boolean }
  /** The connection breaks without an answer. */
  | { kind: 'cut' }
  /** No answer, until the client leaves. */
  | { kind: 'silence' }
  /** The connection breaks in the middle of the answer. */
  | { kind: 'truncate'; acts: true }
  /** The answer comes in so many pieces, slowly. */
  | { kind: 'drip'; acts: true; pieces: number }
  /** The answer is another; a text is sent as it is. */
  | { kind: 'edit'; acts: true; edit: (body: unknown) => unknown }
);

/** The shapes of `detail` in an error body (LlamaCloud API docs): a sentence, a list of issues, an object. */
export type DetailShape = 'sentence' | 'issues' | 'object' | 'none';

const details: Record<DetailShape, unknown> = {
  sentence: 'A fault of the test.',
  issues: [{ loc: ['body', 'unique_id'], msg: 'A fault of the test.', type: 'value_error' }],
  object: { message: 'A fault of the test.', code: 'test_fault' },
  none: undefined,
};

/** A refusal or failure instead of the server's answer; `acts` where the server did its work all the same. */
export function status(
  code: number,
  { acts = false, headers, shape = 'sentence', early = false }: StatusOptions = {},
): Fault {
  const retry = headers ? ` with ${Object.keys(headers).join(', ')}` : '';
  return {
    name: `${code}${retry}${acts ? ' after it acted' : ''}${shape === 'sentence' ? '' : ` (${shape})`}`,
    kind: 'answer',
    status: code,
    acts,
    early,
    body: JSON.stringify({ detail: details[shape] }),
    ...(headers ? { headers } : {}),
  };
}

interface StatusOptions {
  acts?: boolean;
  headers?: Record<string, string>;
  shape?: DetailShape;
  /** The answer comes before the body of the request was read. */
  early?: boolean;
}

export const cut = (acts: boolean): Fault => ({
  name: `cut ${acts ? 'after' : 'before'} it acted`,
  kind: 'cut',
  acts,
});

export const silence = (acts: boolean): Fault => ({
  name: `silence ${acts ? 'after' : 'before'} it acted`,
  kind: 'silence',
  acts,
});

/** The answer has the length that it tells of, and ends in the middle of its JSON. */
export const halfJson: Fault = edit('half of the JSON', body => {
  const text = JSON.stringify(body) ?? '';
  return text.slice(0, Math.floor(text.length / 2));
});

export const truncated: Fault = { name: 'an answer that breaks off', kind: 'truncate', acts: true };

/** Slowly, but without a silence that a client may take for the end. */
export const slow: Fault = { name: 'a slow answer', kind: 'drip', acts: true, pieces: 12 };

export const html: Fault = {
  name: 'a sign-in page',
  kind: 'answer',
  status: 200,
  acts: false,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Sign in</title><form method="post"></form>',
};

/** Sends the client to another address. */
export const redirect = (location: string, code = 307): Fault => ({
  ...status(code, { headers: { location } }),
  name: `a redirect (${code}) to another host`,
});

export function edit(name: string, change: (body: unknown) => unknown): Fault {
  return { name, kind: 'edit', acts: true, edit: change };
}

/** Every id becomes a number, which no schema of ours takes. */
export const wrongTypes: Fault = edit('numbers in the place of ids', body =>
  JSON.parse(JSON.stringify(body, (key, value) => (key === 'id' ? 17 : value))),
);

/** Values of the enumerations that this version does not know, of what has not ended. */
export const unknownStates: Fault = edit('unknown states', body =>
  JSON.parse(
    JSON.stringify(body, (key, value) =>
      key === 'status' && (value === 'RUNNING' || value === 'PENDING') ? 'WARMING_UP' : value,
    ),
  ),
);
