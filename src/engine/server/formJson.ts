import * as z from 'zod/mini';
import { InvalidRequest } from './httpError';
import { readBody } from './requests';

/** A field of a multipart form that holds JSON, through its schema. Throws InvalidRequest that names the field. */
export function readFormJson<T>(schema: z.ZodMiniType<T>, field: string, text: string): T {
  return readBody(z.object({ [field]: schema }), { [field]: parseJson(field, text) })[field] as T;
}

function parseJson(field: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequest([
      { loc: ['body', field], msg: 'Input should be a JSON object', type: 'json_invalid' },
    ]);
  }
}
