import * as z from 'zod/mini';

/** Kinds of fields that the options of a parse are made of. A key may be missing or, where the API says so, null. */

export const flag = z.optional(z.nullable(z.boolean()));
export const words = z.optional(z.nullable(z.string()));
export const ratio = z.optional(z.nullable(z.number().check(z.gte(0), z.lte(1))));
export const httpUrl = z.string().check(z.regex(/^https?:/, 'Input should be an http or https URL'));

/** A group of options; a key that it does not know is refused. */
export const group = <Shape extends z.core.$ZodShape>(shape: Shape) => z.strictObject(shape);
