import * as z from 'zod/mini';
import { jsonObject } from './wire';

/** Longest sentence that is passed on, in characters: a server may repeat all that it was sent. */
const maxLength = 500;

/** One place of a request that is wrong. `input` and `ctx`, which may hold what was sent, are never read. */
const issue = z.looseObject({
  loc: z._default(z.array(z.union([z.string(), z.number()])), []),
  msg: z.string(),
});
const words = z.union([z.string(), z.array(z.union([z.string(), issue])), jsonObject]);
type Words = z.output<typeof words>;

/**
 * The three shapes of an error body (LlamaCloud API docs): a sentence, a list of validation issues, or an object; and what
 * gateways that stand before a server say in their own way.
 */
const errorBody = z.looseObject({
  detail: z.optional(z.nullable(words)),
  message: z.optional(z.nullable(z.string())),
  error: z.optional(z.nullable(words)),
});

/** The server's own words in an error body, as one sentence; undefined where the body holds none. */
export function errorSentence(body: unknown): string | undefined {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return undefined;
  const { detail, message, error } = parsed.data;
  const sentence = said(detail) || message || said(error);
  if (!sentence) return undefined;
  return sentence.length > maxLength ? `${sentence.slice(0, maxLength)}…` : sentence;
}

function said(told: Words | null | undefined): string | undefined {
  if (typeof told !== 'object' || told === null) return told?.trim();
  if (Array.isArray(told)) {
    return told
      .map(i => (typeof i === 'string' ? i : [i.loc.join('.'), i.msg].filter(Boolean).join(': ')))
      .join('; ');
  }
  for (const key of ['message', 'detail', 'error', 'msg']) {
    const text = told[key];
    if (typeof text === 'string' && text) return text;
  }
  return JSON.stringify(told);
}
