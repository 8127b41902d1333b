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

/** Files that a plan leaves out for a reason: what a server says when they are sent all the same. */
export const leftOut = (reason: string): SampleFile[] => sampleFiles.filter(f => f.reason === reason);
