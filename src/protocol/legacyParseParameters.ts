import * as z from 'zod/mini';
import { marginsOf, readBoundingBox, readLegacyTargetPages } from './legacyPages';
import { ocrLanguages } from './parseOptions/ocrLanguages';
import { imageCategories } from './parseOptions/outputOptions';
import { webhookConfiguration, webhookFields } from './webhooks';

/** The 127 parse parameters of the legacy batch route (BatchParseJobConfig of the LlamaCloud API), by kind. */

const flags = [
  ...(['disable_ocr', 'annotate_links', 'adaptive_long_table', 'compact_markdown_table'] as const),
  ...(['disable_reconstruction', 'disable_image_extraction', 'invalidate_cache'] as const),
  ...(['outlined_table_extraction', 'aggressive_table_extraction'] as const),
  ...(['merge_tables_across_pages_in_markdown', 'output_pdf_of_document', 'do_not_cache'] as const),
  ...(['fast_mode', 'skip_diagonal_text', 'preserve_layout_alignment_across_pages'] as const),
  ...(['preserve_very_small_text', 'gpt4o_mode', 'do_not_unroll_columns', 'extract_layout'] as const),
  ...(['high_res_ocr', 'html_make_all_elements_visible', 'layout_aware'] as const),
  ...(['specialized_chart_parsing_agentic', 'specialized_chart_parsing_plus'] as const),
  ...(['specialized_chart_parsing_efficient', 'specialized_image_parsing'] as const),
  ...(['precise_bounding_box', 'line_level_bounding_box', 'html_remove_navigation_elements'] as const),
  ...(['html_remove_fixed_elements', 'guess_xlsx_sheet_name', 'use_vendor_multimodal_model'] as const),
  ...(['take_screenshot', 'premium_mode', 'continuous_mode', 'auto_mode'] as const),
  ...(['auto_mode_trigger_on_table_in_page', 'auto_mode_trigger_on_image_in_page'] as const),
  ...(['structured_output', 'extract_charts', 'spreadsheet_extract_sub_tables'] as const),
  ...(['spreadsheet_force_formula_computation', 'spreadsheet_include_hidden_sheets'] as const),
  ...(['inline_images_in_markdown', 'strict_mode_image_extraction', 'strict_mode_image_ocr'] as const),
  ...(['strict_mode_reconstruction', 'strict_mode_buggy_font', 'hide_headers', 'hide_footers'] as const),
  ...(['remove_hidden_text', 'keep_page_separator_when_merging_tables'] as const),
  ...(['ignore_document_elements_for_layout_detection', 'output_tables_as_HTML'] as const),
  ...(['internal_is_screenshot_job', 'presentation_out_of_bounds_content'] as const),
  ...(['presentation_skip_embedded_data', 'extract_printed_page_number'] as const),
] as const;

const flagsOn = ['is_formatting_instruction', 'save_images'] as const;
const flagsUnset = ['annotate_revisions', 'enable_cost_optimizer'] as const;

const texts = [
  ...(['gpt4o_api_key', 'confidence_score_effort', 'page_separator'] as const),
  ...(['vendor_multimodal_model_name', 'model', 'vendor_multimodal_api_key'] as const),
  ...(['page_prefix', 'page_suffix', 'preset', 'input_s3_path', 'input_s3_region'] as const),
  ...(['output_s3_path_prefix', 'output_s3_region', 'project_id'] as const),
  ...(['azure_openai_deployment_name', 'azure_openai_endpoint', 'azure_openai_api_version'] as const),
  ...(['azure_openai_key', 'input_url', 'http_proxy', 'auto_mode_trigger_on_regexp_in_page'] as const),
  ...(['auto_mode_trigger_on_text_in_page', 'auto_mode_configuration_json'] as const),
  ...(['structured_output_json_schema', 'structured_output_json_schema_name'] as const),
  ...(['formatting_instruction', 'complemental_formatting_instruction'] as const),
  ...(['content_guideline_instruction', 'page_header_prefix', 'page_header_suffix'] as const),
  ...(['page_footer_prefix', 'page_footer_suffix', 'system_prompt', 'system_prompt_append'] as const),
  ...(['user_prompt', 'replace_failed_page_with_error_message_prefix'] as const),
  ...([
    'replace_failed_page_with_error_message_suffix',
    'markdown_table_multiline_header_separator',
  ] as const),
  ...(['tier', 'version', 'outputBucket', 'pipeline_id'] as const),
] as const;

const margins = ['bbox_top', 'bbox_right', 'bbox_bottom', 'bbox_left'] as const;
const seconds = ['job_timeout_in_seconds', 'job_timeout_extra_time_per_page_in_seconds'] as const;
const integers = ['max_pages', 'max_pages_enforced'] as const;
const maps = ['custom_metadata', 'resource_info'] as const;

/** Modes of a page or document of the older API; LlamaCloud's tiers took their place. */
export const parsingModes = [
  ...(['parse_page_without_llm', 'parse_page_with_llm', 'parse_page_with_lvm'] as const),
  ...(['parse_page_with_agent', 'parse_page_with_layout_agent'] as const),
  ...(['parse_document_with_llm', 'parse_document_with_lvm', 'parse_document_with_agent'] as const),
] as const;
export type ParsingMode = (typeof parsingModes)[number];

/** What stands in the place of a page that could not be read. */
export const failedPageModes = ['raw_text', 'blank_page', 'error_message'] as const;
export type FailedPageMode = (typeof failedPageModes)[number];

const optional = <S extends z.ZodMiniType>(schema: S) => z.optional(z.nullable(schema));
const each = <K extends string, S extends z.ZodMiniType>(names: readonly K[], schema: S) =>
  Object.fromEntries(names.map(name => [name, schema])) as Record<K, S>;

/** A text that `read` understands; it gives a sentence for one that it does not. */
const readable = (read: (text: string) => unknown) =>
  optional(
    z.string().check(
      z.superRefine((text, context) => {
        const wrong = read(text);
        if (typeof wrong === 'string') context.addIssue({ code: 'custom', message: wrong });
      }),
    ),
  );

const fields = z.looseObject({
  ...each([...flags, ...flagsOn, ...flagsUnset], optional(z.boolean())),
  ...each(texts, optional(z.string())),
  ...each(margins, optional(z.number().check(z.gte(0), z.lte(1)))),
  ...each(seconds, optional(z.number())),
  ...each(integers, optional(z.int())),
  ...each(maps, optional(z.record(z.string(), z.unknown()))),
  target_pages: readable(readLegacyTargetPages),
  bounding_box: readable(readBoundingBox),
  webhook_url: webhookConfiguration.shape.webhook_url,
  webhook_configurations: webhookFields.webhook_configurations,
  priority: optional(z.enum(['low', 'medium', 'high', 'critical'])),
  languages: z.optional(z.array(z.enum(ocrLanguages)).check(z.minLength(1))),
  parsing_instruction: optional(z.string()),
  images_to_save: optional(z.array(z.enum(imageCategories))),
  parse_mode: optional(z.enum(parsingModes)),
  page_error_tolerance: optional(z.number()),
  replace_failed_page_mode: optional(z.enum(failedPageModes)),
  type: z.optional(z.literal('parse')),
  lang: z.optional(z.string()),
});

/**
 * `parameters` of a legacy parse batch. Every one may be missing or, where the API says so, null. The API does not
 * forbid further keys, so those pass too; nothing knows what they mean.
 */
export const legacyParseParameters = fields.check(
  z.superRefine((parameters, context) => {
    const { top, right, bottom, left } = marginsOf(parameters);
    if (top + bottom < 1 && left + right < 1) return;
    context.addIssue({ code: 'custom', message: 'The margins leave nothing of the page' });
  }),
);
export type LegacyParseParameters = z.output<typeof legacyParseParameters>;

/** The names that the API gives. */
export const legacyParseParameterNames: readonly string[] = Object.keys(fields.shape);

const defaults: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(flags.map(name => [name, false])),
  ...Object.fromEntries(flagsOn.map(name => [name, true])),
  parsing_instruction: '',
  page_error_tolerance: 0.05,
  replace_failed_page_mode: 'raw_text',
  type: 'parse',
  lang: 'en',
};

/** Whether a parameter says something else than would hold without it; null is as good as missing. */
export function isAsked(name: string, value: unknown): boolean {
  return value !== undefined && value !== null && value !== defaults[name];
}
