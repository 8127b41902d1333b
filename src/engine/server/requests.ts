import * as z from 'zod/mini';
import { instantOf } from '../../base/instant';
import { validate } from './validation';

/** A query as it came: every value of every key, in order. */
export type RawQuery = Record<string, string[]>;

/**
 * Reads a query string. Lists come as repeated keys, `key[]` or `key[0]`; an empty value is as good as none
 * (LlamaCloud API docs).
 */
export function parseQueryString(query: string): RawQuery {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (value === '') continue;
    const key = name.replace(/\[\d*\]$/, '');
    const list = values.get(key);
    if (list) list.push(value);
    else values.set(key, [value]);
  }
  return Object.fromEntries(values);
}

const last = z.pipe(
  z.array(z.string()),
  z.transform(values => values.at(-1) ?? ''),
);
const list = z.pipe(
  z.array(z.string()),
  z.transform(values => values.flatMap(value => value.split(',')).filter(value => value !== '')),
);
const then = <S extends z.ZodMiniType<unknown, string>>(schema: S) => z.optional(z.pipe(last, schema));

/** Query fields. All are optional; of a repeated scalar the last counts. */
export const query = {
  text: z.optional(last),
  /** One of the values, told as such in the refusal. */
  oneOf: <const T extends readonly [string, ...string[]]>(values: T) => then(z.enum(values)),
  /** Milliseconds since 1970 of an ISO date and time. */
  datetime: then(
    z.pipe(
      z
        .string()
        .check(z.refine(value => !Number.isNaN(instantOf(value)), 'Input should be a valid datetime')),
      z.transform(instantOf),
    ),
  ),
  boolean: then(
    z.pipe(
      z.string().check(z.regex(/^(true|false|1|0)$/i, 'Input should be a valid boolean')),
      z.transform(value => /^(true|1)$/i.test(value)),
    ),
  ),
  integer: (minimum: number, maximum: number) =>
    then(
      z.pipe(
        z.string().check(z.regex(/^-?\d+$/, 'Input should be a valid integer')),
        bounded(minimum, maximum),
      ),
    ),
  /** Repeated, or separated by commas. */
  list: z.optional(list),
  /** A list of some of the values. */
  listOf: <const T extends readonly [string, ...string[]]>(values: T) =>
    z.optional(z.pipe(list, z.array(z.enum(values)))),
} as const;

const bounded = (minimum: number, maximum: number) =>
  z.pipe(
    z.transform((value: string) => Number(value)),
    z.number().check(z.gte(minimum), z.lte(maximum)),
  );

/** Fields that nearly every route takes (LlamaCloud API docs). */
export const scopeFields = { project_id: query.text, organization_id: query.text };

/** Fields of a list that comes in pages; newer servers count the whole list where `include_total` asks for it. */
export const pageFields = {
  page_size: query.integer(1, 1000),
  page_token: query.text,
  include_total: query.boolean,
};

/** A request's query through its schema; keys that the schema does not know are passed over, as the API does. */
export const readQuery = <T>(schema: z.ZodMiniType<T>, value: unknown): T => validate('query', schema, value);

/** A request's JSON body through its schema. */
export const readBody = <T>(schema: z.ZodMiniType<T>, value: unknown): T =>
  validate('body', schema, value ?? undefined);
