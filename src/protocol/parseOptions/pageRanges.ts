import * as z from 'zod/mini';
import { group, ratio } from './fields';
import { readTargetPages } from './targetPages';

/** "1,3,5-8": 1-based pages and ranges, none twice. */
export const targetPages = z.string().check(
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

/**
 * `crop_box`: the part of each page that is parsed. Each side is a share of the page's width or height, all counted from
 * the top left corner (LlamaCloud API docs); a box without content is refused.
 */
export const cropBox = group({ bottom: ratio, left: ratio, right: ratio, top: ratio }).check(
  z.refine(
    ({ bottom, left, right, top }) => (left ?? 0) < (right ?? 1) && (top ?? 0) < (bottom ?? 1),
    'Nothing is left of the page: all sides count from its top left corner, so left must be below right and top below bottom',
  ),
);
