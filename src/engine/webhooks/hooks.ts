import * as z from 'zod/mini';

/** A webhook of a batch or job as rows keep it: inline and saved configurations alike, resolved when it was created. */
export const hook = z.object({
  url: z.string(),
  /** Null: every event. */
  events: z.nullable(z.array(z.string())),
  headers: z.nullable(z.record(z.string(), z.string())),
  output_format: z.enum(['string', 'json']),
  signing_secret: z.nullable(z.string()),
});
export type Hook = z.output<typeof hook>;
export const hooks = z.array(hook);
