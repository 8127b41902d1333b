import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';

/** Building blocks of row schemas. */
export const text = z.string();
export const integer = z.number();
export const nullableText = z.nullable(z.string());
export const nullableInteger = z.nullable(z.number());
export const flag = z.pipe(
  z.number(),
  z.transform(value => value !== 0),
);
/** A column that holds JSON, checked after it is parsed. */
export const json = <S extends z.ZodMiniType>(schema: S) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform(value => JSON.parse(value) as unknown),
    ),
    schema,
  );

/** An id in the API's form, such as `bat-3f0c…` (LlamaCloud API docs). */
export const newId = (
  prefix: 'dir' | 'dfl' | 'bat' | 'bjb' | 'pjb' | 'ext' | 'cls' | 'cfg' | 'whc',
): string => `${prefix}-${randomUUID()}`;
