import * as z from 'zod/mini';
import { parseTiers } from '../configurations';
import { flag, group, ratio, words } from './fields';

/** A count or a share that the API also takes as text. */
const count = z.optional(z.nullable(z.union([z.number().check(z.int()), z.string()])));
const share = z.optional(z.nullable(z.union([z.number(), z.string()])));

/** What is parsed otherwise on the pages that a rule finds. */
const override = group({
  tier: z.optional(z.nullable(z.enum(parseTiers))),
  version: words,
  custom_prompt: words,
  ignore: z.optional(z.nullable(group({ ignore_diagonal_text: flag, ignore_hidden_text: flag }))),
  aggressive_table_extraction: flag,
  outlined_table_extraction: flag,
  adaptive_long_table: flag,
  extract_layout: flag,
  specialized_chart_parsing: z.optional(z.nullable(z.enum(['agentic_plus', 'agentic', 'efficient']))),
  high_res_ocr: flag,
  language: words,
  crop_box: z.optional(z.nullable(group({ bottom: ratio, left: ratio, right: ratio, top: ratio }))),
  spatial_text: z.optional(
    z.nullable(
      group({
        preserve_layout_alignment_across_pages: flag,
        preserve_very_small_text: flag,
        do_not_unroll_columns: flag,
      }),
    ),
  ),
  presentation: z.optional(z.nullable(group({ out_of_bounds_content: flag, skip_embedded_data: flag }))),
});

/** One rule of `processing_options.auto_mode_configuration` (LlamaCloud API docs). */
export const autoModeRule = group({
  parsing_conf: override,
  trigger_mode: words,
  page_md_error: flag,
  text_in_page: words,
  table_in_page: flag,
  image_in_page: flag,
  full_page_image_in_page: flag,
  full_page_image_in_page_threshold: share,
  filename_regexp: words,
  filename_regexp_mode: words,
  filename_match_glob: words,
  filename_match_glob_list: z.optional(z.nullable(z.array(z.string()))),
  page_longer_than_n_chars: count,
  page_shorter_than_n_chars: count,
  page_contains_at_least_n_words: count,
  page_contains_at_most_n_words: count,
  page_contains_at_least_n_lines: count,
  page_contains_at_most_n_lines: count,
  page_contains_at_least_n_images: count,
  page_contains_at_most_n_images: count,
  page_contains_at_least_n_tables: count,
  page_contains_at_most_n_tables: count,
  page_contains_at_least_n_links: count,
  page_contains_at_most_n_links: count,
  page_contains_at_least_n_charts: count,
  page_contains_at_most_n_charts: count,
  page_contains_at_least_n_layout_elements: count,
  page_contains_at_most_n_layout_elements: count,
  page_contains_at_least_n_percent_numbers: count,
  page_contains_at_most_n_percent_numbers: count,
  page_contains_at_least_n_numbers: count,
  page_contains_at_most_n_numbers: count,
  regexp_in_page: words,
  regexp_in_page_mode: words,
  layout_element_in_page: words,
  layout_element_in_page_confidence_threshold: share,
});
