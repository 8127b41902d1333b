import * as z from 'zod/mini';
import { hint, maybe } from '../../../protocol/wire';
import type { ModelAnswer } from '../types';

/** Some gateways give the text in parts (OpenAI API reference, "Messages"). */
const content = z.union([z.string(), z.array(z.looseObject({ text: hint(z.string()) })), z.null()]);

const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.optional(content), refusal: maybe(z.string()) }),
        finish_reason: hint(z.string()),
      }),
    )
    .check(z.minLength(1)),
  usage: hint(z.object({ prompt_tokens: maybe(z.number()), completion_tokens: maybe(z.number()) })),
});

/** What a server answered with status 200; null where that is no completion. */
export function chatAnswer(body: unknown): ModelAnswer | null {
  const { data } = completion.safeParse(body);
  const choice = data?.choices[0];
  if (!data || !choice) return null;
  const { message, finish_reason: finish } = choice;
  const refused = message.refusal !== null || finish === 'content_filter';
  return {
    text: textOf(message.content ?? null),
    end: refused ? 'refused' : finish === 'length' ? 'cut' : 'complete',
    inputTokens: data.usage?.prompt_tokens ?? null,
    outputTokens: data.usage?.completion_tokens ?? null,
  };
}

function textOf(value: z.output<typeof content>): string {
  if (Array.isArray(value)) return value.map(part => part.text ?? '').join('');
  return value ?? '';
}

/** Fewest tokens that a server's context has. */
const smallestContext = 1000;
/** Characters that a token stands for: about four in English, less in every other language. */
const mostCharactersOfToken = 7;
/** What Latin text has at the least, where it is no more than codes and numbers. */
const fewestCharactersOfToken = 3;

/**
 * Whether the server has read part of the question only: some (Ollama) leave off, without a word, what is longer than
 * their context. They count too few tokens for so many characters, or just as many as a context has.
 */
export function wasShortened(characters: number, inputTokens: number | null): boolean {
  if (inputTokens === null || inputTokens < smallestContext) return false;
  const isFull = inputTokens % 1024 === 0 || inputTokens % 1000 === 0;
  return characters > inputTokens * (isFull ? fewestCharactersOfToken : mostCharactersOfToken);
}
