import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { overlay } from './overlay';

/** A JSON schema as the OpenAPI document writes them; refs are `#/$defs/NAME`. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  default?: unknown;
  contentMediaType?: string;
}

/** One route of the API. */
export interface Operation {
  method: string;
  /** A template: `/api/v2/batches/{batch_id}`. */
  path: string;
  query?: Record<string, Schema>;
  /** Query fields that must be there. */
  required?: string[];
  /** Schema of a JSON body. */
  body?: Schema;
  /** Schema of a multipart body. */
  form?: Schema;
  /** The documented status of success, and the schema of its JSON body; without one there is no body. */
  status: number;
  answer?: Schema;
}

export interface Spec {
  operations: Operation[];
  $defs: Record<string, Schema>;
}

/** LlamaCloud's OpenAPI document as openapi/extract.mjs cut it, with what is known beside it laid over. */
export const spec: Spec = overlay(
  JSON.parse(readFileSync(resolve('test/contract/openapi/llamacloud.json'), 'utf8')) as Spec,
);

/** Where a ref points. */
export function definition(ref: string): Schema {
  const schema = spec.$defs[ref.replace('#/$defs/', '')];
  if (!schema) throw new Error(`The OpenAPI data holds no ${ref}`);
  return schema;
}

const matchers = spec.operations
  .map(operation => ({
    operation,
    pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  // `/parse/versions` is no job: the path with fewer parameters wins.
  .sort((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length);

/** The route that a request is for; undefined where the API has none. A slash at the end changes nothing. */
export const operationOf = (method: string, path: string): Operation | undefined =>
  matchers.find(m => m.operation.method === method && m.pattern.test(path.replace(/\/$/, '')))?.operation;

/** `GET /api/v2/batches/{batch_id}` */
export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
