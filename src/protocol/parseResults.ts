import * as z from 'zod/mini';
import { parseItem } from './parseItems';
import { parseJob } from './parseJobs';
import { hint, jsonObject, maybe } from './wire';

/** What `GET /api/v2/parse/{job_id}` can be asked to fill (LlamaCloud API docs). */
export const parseExpands = ['text', 'markdown', 'items', 'metadata', 'usage', 'job_metadata'] as const;
export type ParseExpand = (typeof parseExpands)[number] | 'markdown_full' | 'text_full';

/** A page that could not be parsed, inside an otherwise good result. */
const failedPage = z.looseObject({
  page_number: z.number(),
  error: z.catch(z.string(), 'The server gives no reason.'),
  success: z.literal(false),
});

const textPage = z.looseObject({ page_number: z.number(), text: z.string() });
const markdownPage = z.union([
  z.looseObject({
    page_number: z.number(),
    markdown: z.string(),
    success: z._default(z.literal(true), true),
    header: hint(z.string()),
    footer: hint(z.string()),
  }),
  failedPage,
]);
const itemsPage = z.union([
  z.looseObject({
    page_number: z.number(),
    page_width: hint(z.number()),
    page_height: hint(z.number()),
    items: z.array(parseItem),
    success: z._default(z.literal(true), true),
  }),
  failedPage,
]);
const metadataPage = z.looseObject({
  page_number: z.number(),
  confidence: hint(z.number()),
  speaker_notes: hint(z.string()),
  slide_section_name: hint(z.string()),
  printed_page_number: hint(z.string()),
});

const pagesOf = <S extends z.ZodMiniType>(page: S) => maybe(z.looseObject({ pages: z.array(page) }));

/** The blocks of all pages (`expand=items`), by themselves. */
export const itemsPages = pagesOf(itemsPage);

/** A parse job with what was expanded; a part that was not asked for, or is not there yet, is null. */
export const parseResult = z.looseObject({
  job: parseJob,
  text: pagesOf(textPage),
  markdown: pagesOf(markdownPage),
  items: itemsPages,
  metadata: pagesOf(metadataPage),
  markdown_full: maybe(z.string()),
  text_full: maybe(z.string()),
  job_metadata: hint(jsonObject),
});
export type ParseResult = z.output<typeof parseResult>;
export type MarkdownPage = z.output<typeof markdownPage>;
export type ItemsPage = z.output<typeof itemsPage>;
export type TextPage = z.output<typeof textPage>;
export type MetadataPage = z.output<typeof metadataPage>;
