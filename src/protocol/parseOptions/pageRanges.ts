import * as z from 'zod/mini';
import { group, ratio } from './fields';
import { readTargetPages } from './targetPages';

const targetPages = z.string().check(
  z.superRefine((text, context) => {
    const read = readTargetPages(text);
    if (typeof read === 'string') context.addIssue({ code: 'custom', message: read });
  }),
);

/** `page_ranges`: which pages are parsed; `target_pages` wins over `max_pages` (LlamaCloud API docs). */
export const pageRanges = group({
  max_pages: z.optional(z.nullable(z.int().check(z.gte(1)))),
  target_pages: z.optional(z.nullable(targetPages)),
});

/** `crop_box`: the part of each page that is parsed, as shares of its width and height from the top left corner. */
export const cropBox = group({ bottom: ratio, left: ratio, right: ratio, top: ratio });
