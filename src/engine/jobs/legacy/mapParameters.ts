import { isAsked, type LegacyParseParameters } from '../../../protocol/legacyParseParameters';
import { type ParseParameters, parseParameters } from '../../../protocol/parseParameters';
import { ParameterDraft } from './parameterDraft';
import { parameterMappings } from './parameterMappings';

/** A legacy request as a parse of the v2 API says it. */
export interface MappedParameters {
  parameters: ParseParameters;
  /** Legacy name → path of the v2 parameter that says the same, such as `crop_box`. */
  mapped: ReadonlyMap<string, string>;
}

/** Parameters that v2 has under another name with the same values. */
const sameMeaning: Readonly<Record<string, string>> = {
  annotate_links: 'output_options.markdown.annotate_links',
  annotate_revisions: 'output_options.markdown.annotate_revisions',
  inline_images_in_markdown: 'output_options.markdown.inline_images',
  compact_markdown_table: 'output_options.markdown.tables.compact_markdown_tables',
  markdown_table_multiline_header_separator:
    'output_options.markdown.tables.markdown_table_multiline_separator',
  merge_tables_across_pages_in_markdown: 'output_options.markdown.tables.merge_continued_tables',
  preserve_layout_alignment_across_pages:
    'output_options.spatial_text.preserve_layout_alignment_across_pages',
  preserve_very_small_text: 'output_options.spatial_text.preserve_very_small_text',
  do_not_unroll_columns: 'output_options.spatial_text.do_not_unroll_columns',
  extract_printed_page_number: 'output_options.extract_printed_page_number',
  output_pdf_of_document: 'output_options.save_output_pdf',
  html_make_all_elements_visible: 'input_options.html.make_all_elements_visible',
  html_remove_fixed_elements: 'input_options.html.remove_fixed_elements',
  html_remove_navigation_elements: 'input_options.html.remove_navigation_elements',
  spreadsheet_extract_sub_tables: 'input_options.spreadsheet.detect_sub_tables_in_sheets',
  spreadsheet_force_formula_computation: 'input_options.spreadsheet.force_formula_computation_in_sheets',
  spreadsheet_include_hidden_sheets: 'input_options.spreadsheet.include_hidden_sheets',
  presentation_out_of_bounds_content: 'input_options.presentation.out_of_bounds_content',
  presentation_skip_embedded_data: 'input_options.presentation.skip_embedded_data',
  skip_diagonal_text: 'processing_options.ignore.ignore_diagonal_text',
  remove_hidden_text: 'processing_options.ignore.ignore_hidden_text',
  // "LlamaParse will only extract the copyable text from the document": what v2 calls text in images.
  disable_ocr: 'processing_options.ignore.ignore_text_in_image',
  aggressive_table_extraction: 'processing_options.aggressive_table_extraction',
  strict_mode_image_extraction: 'processing_control.job_failure_conditions.fail_on_image_extraction_error',
  strict_mode_image_ocr: 'processing_control.job_failure_conditions.fail_on_image_ocr_error',
  strict_mode_reconstruction:
    'processing_control.job_failure_conditions.fail_on_markdown_reconstruction_error',
  strict_mode_buggy_font: 'processing_control.job_failure_conditions.fail_on_buggy_font',
};

/**
 * Puts the legacy parse parameters into the words of the v2 API. What v2 cannot say, and what `mapped` does not name, has
 * no counterpart; whether our parser acts on a counterpart is for others to know.
 */
export function mapParameters(asked: LegacyParseParameters): MappedParameters {
  const draft = new ParameterDraft();
  for (const [name, path] of Object.entries(sameMeaning)) {
    if (isAsked(name, asked[name])) draft.say(path, asked[name], name);
  }
  for (const mapping of parameterMappings) mapping(asked, draft);
  return { parameters: parseParameters.parse(draft.parameters), mapped: draft.mapped };
}
