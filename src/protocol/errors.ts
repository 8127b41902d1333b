import * as z from 'zod/mini';

const issue = z.looseObject({
  loc: z.array(z.union([z.string(), z.number()])),
  msg: z.string(),
  type: z.string(),
});

/** The three shapes of an error body (LlamaCloud API docs): a sentence, a list of validation issues, or an object. */
export const errorBody = z.looseObject({
  detail: z.union([z.string(), z.array(issue), z.record(z.string(), z.unknown())]),
});
export type ErrorBody = z.output<typeof errorBody>;
export type ValidationIssue = z.output<typeof issue>;

/** The server's own words in an error body, as one sentence; undefined where the body holds none. */
export function errorSentence(body: unknown): string | undefined {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return undefined;
  const { detail } = parsed.data;
  if (typeof detail === 'string') return detail || undefined;
  if (Array.isArray(detail)) return detail.map(i => `${i.loc.join('.')}: ${i.msg}`).join('; ') || undefined;
  for (const key of ['message', 'detail', 'error', 'msg']) {
    const text = detail[key];
    if (typeof text === 'string' && text) return text;
  }
  return JSON.stringify(detail);
}
