import type { ModelRequest } from '../types';

/** Which of the parameters a server takes that speaks the protocol of OpenAI's chat completions. */
export interface Dialect {
  /** How the form of the answer is asked for; `none`: in words alone. */
  format: 'json_schema' | 'json_object' | 'none';
  /** Name of the limit on the answer's tokens: servers know the old one, OpenAI's reasoning models only the new one. */
  limit: 'max_tokens' | 'max_completion_tokens';
  /** Whether a temperature may be given: OpenAI's reasoning models take none. */
  temperature: boolean;
}

export const fullDialect: Dialect = { format: 'json_schema', limit: 'max_tokens', temperature: true };

/** Body of `POST /chat/completions` (OpenAI API reference). */
export function chatBody(model: string, request: ModelRequest, { format, limit, temperature }: Dialect) {
  const { system, user, schema, maxOutputTokens } = request;
  return {
    model,
    messages: [
      { role: 'system', content: `${system}\n\n${inWords(schema)}` },
      { role: 'user', content: user },
    ],
    ...(format === 'json_schema' && {
      response_format: { type: format, json_schema: { name: 'answer', strict: true, schema } },
    }),
    ...(format === 'json_object' && { response_format: { type: format } }),
    ...(temperature && { temperature: 0 }),
    [limit]: maxOutputTokens,
    stream: false,
  };
}

/** Said in any case: servers that enforce a schema by a grammar do not show it to the model. */
const inWords = (schema: ModelRequest['schema']): string =>
  `Answer with one JSON value that is valid against this JSON Schema, and with nothing else:\n${JSON.stringify(schema)}`;

/**
 * How to ask again after a server refused a question as malformed; null where nothing is left to leave off. `lasting`
 * where the server named what it does not take, so that no other question needs to have it.
 */
export function nextDialect(
  dialect: Dialect,
  refusal: string,
): { dialect: Dialect; lasting: boolean } | null {
  if (dialect.limit === 'max_tokens' && refusal.includes('max_completion_tokens')) {
    return { dialect: { ...dialect, limit: 'max_completion_tokens' }, lasting: true };
  }
  if (dialect.temperature && refusal.includes('temperature')) {
    return { dialect: { ...dialect, temperature: false }, lasting: true };
  }
  if (dialect.format === 'none') return null;
  const format = dialect.format === 'json_schema' ? 'json_object' : 'none';
  const named = /response_format|json_schema|json_object/.test(refusal);
  // This schema may be too much for a server that takes others.
  const schemaAlone = /invalid[ _](json[ _])?schema|grammar/i.test(refusal);
  return { dialect: { ...dialect, format }, lasting: named && !schemaAlone };
}
