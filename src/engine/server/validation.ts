import type * as z from 'zod/mini';
import { type InvalidIssue, InvalidRequest } from './httpError';

type Raw = z.core.$ZodRawIssue;
type Told = Pick<InvalidIssue, 'msg' | 'type'>;

/** Reads a value through a schema. Throws InvalidRequest with FastAPI's own `loc`, `msg` and `type` (LlamaCloud API docs). */
export function validate<T>(part: 'body' | 'query', schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { reportInput: true, error: issue => told(issue).msg });
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(parsed.error.issues.flatMap(issue => entries(part, issue)));
}

function entries(part: string, issue: z.core.$ZodIssue): InvalidIssue[] {
  const loc = [part, ...issue.path.map(key => (typeof key === 'number' ? key : String(key)))];
  const { type } = told(issue);
  if (issue.code !== 'unrecognized_keys') return [{ loc, msg: issue.message, type }];
  return issue.keys.map(key => ({ loc: [...loc, key], msg: issue.message, type }));
}

/** What zod expects, as pydantic says it. */
const expectations: Readonly<Record<string, readonly [noun: string, type: string]>> = {
  object: ['dictionary', 'dict_type'],
  record: ['dictionary', 'dict_type'],
  array: ['list', 'list_type'],
  int: ['integer', 'int_type'],
  number: ['number', 'float_type'],
  boolean: ['boolean', 'bool_type'],
};

/** An issue in FastAPI's words. */
function told(issue: Raw | z.core.$ZodIssue): Told {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return { msg: 'Field required', type: 'missing' };
      const expected = String(issue.expected);
      const [noun, type] = expectations[expected] ?? [expected, `${expected}_type`];
      return { msg: `Input should be a valid ${noun}`, type };
    }
    case 'invalid_value': {
      if (issue.input === undefined) return { msg: 'Field required', type: 'missing' };
      const values = (issue.values as unknown[]).map(value => `'${String(value)}'`);
      const all = [values.slice(0, -1).join(', '), ...values.slice(-1)].filter(text => text !== '');
      return { msg: `Input should be ${all.join(' or ')}`, type: 'enum' };
    }
    case 'too_small':
      return bound(issue.origin, 'at least', 'greater than or equal to', Number(issue.minimum), 'short');
    case 'too_big':
      return bound(issue.origin, 'at most', 'less than or equal to', Number(issue.maximum), 'long');
    case 'invalid_format':
      if (issue.format === 'regex') return { msg: 'Input is not valid', type: 'string_pattern_mismatch' };
      return { msg: `Input should be a valid ${issue.format}`, type: `${issue.format}_parsing` };
    case 'unrecognized_keys':
      return { msg: 'Extra inputs are not permitted', type: 'extra_forbidden' };
    default:
      return { msg: 'Input is not valid', type: 'value_error' };
  }
}

function bound(origin: unknown, counted: string, compared: string, limit: number, length: string): Told {
  if (origin === 'string') {
    const unit = limit === 1 ? 'character' : 'characters';
    return { msg: `String should have ${counted} ${limit} ${unit}`, type: `string_too_${length}` };
  }
  if (origin === 'array') return { msg: `List should have ${counted} ${limit} items`, type: `too_${length}` };
  const type = compared.startsWith('greater') ? 'greater_than_equal' : 'less_than_equal';
  return { msg: `Input should be ${compared} ${limit}`, type };
}
