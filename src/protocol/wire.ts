import * as z from 'zod/mini';

/**
 * Building blocks of the wire schemas. Reading is lenient, as the API asks of clients (a response key may be missing or
 * null, newer servers add keys and enum values): unknown keys are kept, missing equals null, unknown enum values survive, and what only informs may even be of another type.
 */

/** An enum that newer servers may extend: the known values complete in the editor, any text is accepted. */
export type Open<Known extends string> = Known | (string & {});

/** Schema of an {@link Open} enum. */
export const open = <Known extends string>() =>
  z.string() as unknown as z.ZodMiniType<Open<Known>, Open<Known>>;

/** A response key that may be missing or null; both are read as null. */
export const maybe = <S extends z.ZodMiniType>(schema: S) => z._default(z.nullable(schema), null);

/** A response key that only informs: one of another type than the API says spoils nothing, it is read as null, too. */
export const hint = <S extends z.ZodMiniType>(schema: S) => z.catch(maybe(schema), null);

/** An ISO 8601 date and time, kept as the server wrote it. */
export const datetime = z.string();

/** A free-form JSON object. */
export const jsonObject = z.record(z.string(), z.unknown());
