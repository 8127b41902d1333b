import * as z from 'zod/mini';
import { flag, group, words } from './fields';

/** Kinds of images that a parse can keep: whole pages, images of the document, cropped figures. */
export const imageCategories = ['screenshot', 'embedded', 'layout'] as const;
export const additionalOutputs = ['stripped_md', 'concatenated_stripped_txt', 'word_bbox'] as const;
export const granularities = ['cell', 'line', 'word'] as const;

const markdown = group({
  annotate_line_numbers: flag,
  annotate_links: flag,
  annotate_revisions: flag,
  inline_images: flag,
  tables: z.optional(
    group({
      compact_markdown_tables: flag,
      output_tables_as_markdown: flag,
      markdown_table_multiline_separator: words,
      merge_continued_tables: flag,
    }),
  ),
});

const spatialText = group({
  preserve_layout_alignment_across_pages: flag,
  preserve_very_small_text: flag,
  do_not_unroll_columns: flag,
});

/** `output_options`: what a parse gives, and in which form (LlamaCloud API docs). */
export const outputOptions = group({
  markdown: z.optional(markdown),
  spatial_text: z.optional(spatialText),
  tables_as_spreadsheet: z.optional(group({ enable: flag, guess_sheet_name: z.optional(z.boolean()) })),
  extract_printed_page_number: flag,
  images_to_save: z.optional(z.nullable(z.array(z.enum(imageCategories)))),
  additional_outputs: z.optional(z.array(z.enum(additionalOutputs))),
  granular_bboxes: z.optional(z.array(z.enum(granularities))),
  save_output_pdf: flag,
});
