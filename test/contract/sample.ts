import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';

const facts = z.array(
  z.object({
    path: z.string(),
    outcome: z.enum(['parsed', 'failed', 'left out']),
    reason: z.optional(z.string()),
    failureCode: z.optional(z.string()),
    pages: z.nullable(z.number()),
    /** What its Markdown or text must hold. */
    contains: z.array(z.string()),
  }),
);
export type SampleFile = z.output<typeof facts>[number];

const folder = resolve('test/fixtures/sample');

/** The fixture folder's files and what a parse of each must find. */
export const sampleFiles: SampleFile[] = facts.parse(
  JSON.parse(readFileSync(resolve('test/fixtures/sample.json'), 'utf8')),
);
export const samplePath = (file: { path: string }): string => join(folder, file.path);

/** The file left out of a plan for a reason: what a server says to it when it is sent all the same. */
export function sampleLeftOut(reason: string): SampleFile {
  const file = sampleFiles.find(f => f.reason === reason);
  if (!file) throw new Error(`The sample has no file that is left out as ${reason}.`);
  return file;
}
