/** What the editor says about each option, in our own words after the LlamaCloud API docs. */

/**
 * Descriptions by the end of an option's path: the longest one that fits holds. `[]` stands for the entries of a list.
 */
export const descriptions: Readonly<Record<string, string>> = {
  $schema: 'JSON Schema of this file. It is chosen by the file’s name already.',
  name: 'Name of the configuration on the server. Without it the file’s own name counts. Saving a second one of the same name replaces the first.',
  product_type: 'What the configuration is for. The ending of the file’s name says it already.',

  tier: 'How much work goes into each page, and what it costs.',
  version:
    'Version of the parser: `latest`, or a date that pins one. Pin it where results must not change between two runs.',
  client_name: 'Name of the program that asks, for your own statistics on the server.',
  disable_cache:
    'Parse anew although the server has the result of the same file under the same options. It is charged again.',

  page_ranges: 'Which pages are parsed.',
  'page_ranges.max_pages': 'Parse the first pages only: so many at the most. `target_pages` wins over it.',
  'page_ranges.target_pages':
    'Pages and ranges, counted from 1, such as `1,3,5-8`. A page that is named twice is an error.',
  crop_box:
    'Part of each page that is parsed. All sides count from the top left corner, as shares of the page from 0 to 1.',
  'crop_box.top': 'What lies above is left out: 0 is the top of the page, 1 its bottom.',
  'crop_box.bottom': 'What lies below is left out: 0 is the top of the page, 1 its bottom.',
  'crop_box.left': 'What lies to the left is left out: 0 is the left edge of the page, 1 its right one.',
  'crop_box.right': 'What lies to the right is left out: 0 is the left edge of the page, 1 its right one.',

  agentic_options: 'Options of the tiers that read pages with a model. Not for the `fast` tier.',
  custom_prompt:
    'What the model is told beside its task, such as which tables matter or how dates are to be written.',
  fast_options: 'Options of the `fast` tier. There are none yet.',

  input_options: 'How each kind of document is read. The kind of a file is found out by the server.',
  'input_options.html': 'Web pages.',
  make_all_elements_visible: 'Show what the page’s styles hide, such as folded sections, before it is read.',
  remove_fixed_elements: 'Leave out what stays in its place while the page scrolls, such as banners.',
  remove_navigation_elements: 'Leave out menus and side bars.',
  'input_options.pdf': 'PDF files. There are no options yet.',
  'input_options.spreadsheet': 'Workbooks: .xlsx, .xls, .csv, .ods.',
  detect_sub_tables_in_sheets: 'Find the several tables of a sheet that empty rows or columns part.',
  force_formula_computation_in_sheets: 'Compute formulas and give their values instead of the formulas.',
  include_hidden_sheets: 'Read hidden sheets too.',
  'input_options.presentation': 'Slides: .pptx, .ppt, .odp, .key.',
  out_of_bounds_content: 'Read what lies beside the visible part of a slide.',
  skip_embedded_data: 'Read charts as they look, without the tables of numbers behind them.',
  'input_options.image': 'Images: JPEG, PNG, WebP, HEIC.',
  camera_photo_correction:
    'Find the sheet of paper in a photograph, cut it out, straighten it and even out its light. Clean scans stay as they are.',

  output_options: 'What a parse gives, and in which form.',
  'output_options.markdown': 'How the Markdown is written.',
  annotate_line_numbers: 'Give the printed line numbers of each page, as court papers have them.',
  annotate_links: 'Write links as `[text](url)`; otherwise only their text is kept.',
  annotate_revisions: 'Give tracked changes and comments of Word documents with the pages.',
  inline_images: 'Put images into the Markdown itself, as data URIs, instead of beside it.',
  'markdown.tables': 'How tables are written.',
  compact_markdown_tables: 'Leave out the blanks that line up the columns of Markdown tables.',
  output_tables_as_markdown:
    'Write tables as Markdown instead of HTML. Markdown has no merged cells and no line breaks in a cell.',
  markdown_table_multiline_separator:
    'What stands for a line break in a cell of a Markdown table, such as `<br>` or a blank.',
  merge_continued_tables:
    'Join a table that goes on over several pages. It then stands on the page where it begins.',
  spatial_text: 'How the plain text keeps the layout of the page.',
  preserve_layout_alignment_across_pages: 'Keep columns of text in line from page to page.',
  preserve_very_small_text: 'Keep text that is smaller than usual, such as footnotes.',
  do_not_unroll_columns: 'Leave columns beside each other instead of writing one after the other.',
  tables_as_spreadsheet: 'Give all tables as a workbook (.xlsx) too.',
  'tables_as_spreadsheet.enable': 'Whether the workbook is made.',
  guess_sheet_name: 'Name the sheets after what stands around each table instead of `Table_1`.',
  extract_printed_page_number: 'Give the page number that is printed on each page, such as `v` or `A-3`.',
  images_to_save:
    'Which images are kept with the result. Without it, cropped figures are kept where the text refers to them; an empty list keeps none.',
  additional_outputs: 'Further files that are made and kept beside the result.',
  granular_bboxes:
    'Give the places of smaller things than blocks on the page, in a file beside the result (`grounded_items`).',
  save_output_pdf: 'Keep a PDF of what was parsed. Not for workbooks, plain text and sound.',

  processing_options: 'How the pages are read.',
  ignore: 'Text that is left out.',
  ignore_diagonal_text: 'Leave out slanted text, such as watermarks.',
  ignore_text_in_image: 'Leave out text in images, such as logos.',
  ignore_hidden_text: 'Leave out text that the document hides, such as layers for search.',
  ocr_parameters: 'How text in images is recognised.',
  'ocr_parameters.languages': 'Languages of the text, the main one first.',
  aggressive_table_extraction: 'Look harder for tables, also for those without lines.',
  disable_heuristics: 'Leave alone outlined and very long tables, where their automatic handling does harm.',
  specialized_chart_parsing: 'Turn charts into numbers. It also turns on the layout of the page.',
  cost_optimizer: 'Read simple pages more cheaply. Only with the tiers `agentic` and `agentic_plus`.',
  'cost_optimizer.enable':
    'Whether simple pages are read more cheaply. The page’s metadata tells which ones were.',
  confidence_score_effort: 'Judge the quality of each page and of the document. Costs 5 credits a page more.',
  forms:
    'What happens to pages that are forms. `enrich` gives their sections, fields and grids as a tree. Not for the `fast` tier.',
  auto_mode_configuration: 'Rules that parse some pages otherwise: what to look for, and what to do then.',
  parsing_conf: 'How pages that match are parsed.',
  'parsing_conf.tier': 'Tier of the pages that match. It needs a `version`.',
  'parsing_conf.version': 'Version of the parser for that tier: `latest` or a date.',
  'parsing_conf.custom_prompt': 'What the model is told for these pages, in place of the prompt for all.',
  outlined_table_extraction: 'Find tables by their lines.',
  adaptive_long_table: 'Take long tables in parts that fit their rows.',
  extract_layout: 'Give the layout of the page: where its blocks are and what they are.',
  high_res_ocr: 'Recognise text at a higher resolution.',
  language: 'Main language of the text, such as `en`.',
  'parsing_conf.presentation': 'Slides.',
  trigger_mode: 'Whether all conditions must hold (`and`, which is the default) or any one (`or`).',
  page_md_error: 'The page could not be turned into Markdown.',
  text_in_page: 'The page has this text.',
  table_in_page: 'The page has a table.',
  image_in_page: 'The page has an image.',
  full_page_image_in_page: 'One image fills the page, as in a scan.',
  full_page_image_in_page_threshold:
    'Share of the page, from 0 to 1, that such an image fills; 0.8 by default.',
  filename_regexp: 'The file’s name matches this regular expression.',
  filename_regexp_mode: 'Flags of that expression, such as `i` for capitals and small letters alike.',
  filename_match_glob: 'The file’s name matches this pattern, such as `*.pdf`.',
  filename_match_glob_list: 'The file’s name matches one of these patterns.',
  page_longer_than_n_chars: 'The page has more characters than this.',
  page_shorter_than_n_chars: 'The page has fewer characters than this.',
  page_contains_at_least_n_words: 'The page has so many words or more.',
  page_contains_at_most_n_words: 'The page has so many words or fewer.',
  page_contains_at_least_n_lines: 'The page has so many lines or more.',
  page_contains_at_most_n_lines: 'The page has so many lines or fewer.',
  page_contains_at_least_n_images: 'The page has so many images or more.',
  page_contains_at_most_n_images: 'The page has so many images or fewer.',
  page_contains_at_least_n_tables: 'The page has so many tables or more.',
  page_contains_at_most_n_tables: 'The page has so many tables or fewer.',
  page_contains_at_least_n_links: 'The page has so many links or more.',
  page_contains_at_most_n_links: 'The page has so many links or fewer.',
  page_contains_at_least_n_charts: 'The page has so many charts or more.',
  page_contains_at_most_n_charts: 'The page has so many charts or fewer.',
  page_contains_at_least_n_layout_elements: 'The page has so many blocks or more.',
  page_contains_at_most_n_layout_elements: 'The page has so many blocks or fewer.',
  page_contains_at_least_n_percent_numbers: 'So many percent of the page’s words or more are numbers.',
  page_contains_at_most_n_percent_numbers: 'So many percent of the page’s words or fewer are numbers.',
  page_contains_at_least_n_numbers: 'The page has so many numbers or more.',
  page_contains_at_most_n_numbers: 'The page has so many numbers or fewer.',
  regexp_in_page: 'The page’s text matches this regular expression.',
  regexp_in_page_mode: 'Flags of that expression, such as `i` for capitals and small letters alike.',
  layout_element_in_page: 'The page has a block of this kind.',
  layout_element_in_page_confidence_threshold: 'How sure the server must be of that block, from 0 to 1.',

  processing_control: 'How long a job may take and what makes it fail.',
  timeouts: 'The longest time for a job: the base, and more for each page.',
  base_in_seconds: 'Seconds for any document, at most 7200 (2 hours).',
  extra_time_per_page_in_seconds: 'Seconds more for each page, at most 300 (5 minutes).',
  job_failure_conditions: 'What makes a whole job fail instead of giving what there is.',
  allowed_page_failure_ratio: 'The job fails where a larger share of its pages fails; 0.05 by default.',
  fail_on_image_extraction_error: 'Fail where an image cannot be taken out of the document.',
  fail_on_image_ocr_error:
    'Fail where the text of an image cannot be recognised; otherwise it is left empty.',
  fail_on_markdown_reconstruction_error:
    'Fail where a page cannot be turned into Markdown; otherwise its plain text is taken.',
  fail_on_buggy_font: 'Fail where a font is broken, so that characters may be wrong or missing.',

  webhook_configurations:
    'Addresses that the server tells about each job. Keep secrets out of files that you share.',
  webhook_url: 'Address that is told, http or https, without a user name or password.',
  webhook_events: 'What it is told of; everything where this is missing.',
  webhook_headers: 'HTTP headers that are sent along.',
  webhook_output_format: 'Form of the body.',
  webhook_signing_secret:
    'Secret that signs each delivery (header `LC-Signature`). Anyone who has this file has it.',
  webhook_configuration_ids: 'Ids (`whc-…`) of webhooks that are saved on the server, 4 at the most.',

  'extract:tier': 'How much work goes into each page, and what it costs; the tier of the parse comes on top.',
  'extract:version':
    'Version of the extraction: `latest`, a name, or a date that pins the release of that day or the one before it.',
  'extract:disable_cache':
    'Extract anew although the server has the result of the same file under the same options. It is charged again.',
  data_schema:
    'What to extract, as a JSON Schema: an object whose properties are the fields. Describe each field: the descriptions guide the extraction.',
  extraction_target: 'What one result stands for.',
  parse_tier: 'Tier of the parse before the extraction; that of the extraction where it is missing.',
  parse_config_id: 'Id (`cfg-…`) of a saved configuration for the parse before the extraction.',
  cite_sources: 'Tell for each value where in the document it stands.',
  confidence_scores: 'Tell for each value how sure the extraction is.',
  rules:
    'The kinds of documents there are, and how to tell each. A file gets the kind that fits best, or none.',
  'rules.type': 'Name of the kind, such as `invoice`. Results tell it. At most 50 characters.',
  'rules.description':
    'How to tell documents of this kind: what they are called, what they say, what sets them apart. 10 to 2,000 characters.',
  mode: 'How the files are read. There is one way.',
  parsing_configuration: 'Which part of each file is looked at.',
  'parsing_configuration.lang': 'Language of the documents, as two letters such as `en` or `de`.',
  'parsing_configuration.max_pages': 'Look at so many pages at the most.',
  'parsing_configuration.target_pages': 'Pages and ranges to look at, counted from 1, such as `1,3,5-8`.',
  'extract:max_pages': 'Look at so many pages at the most.',
  'extract:target_pages': 'Pages and ranges to look at, counted from 1, such as `1,3,5-8`.',
  system_prompt: 'What the model is told beside its task, such as the currency where a document names none.',
  spreadsheet_mode:
    'Read the cells of workbooks directly. Needs the tier `agentic_plus`; gives neither sources nor confidence.',
  sheet_names:
    'Sheets that are read with `spreadsheet_mode`, by their exact names; all where this is missing.',
};

/** Descriptions of the values of an option, found as the descriptions are. */
export const valueDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tier: {
    fast: 'By rules, without a model: 1 credit a page.',
    cost_effective: 'A small model: 3 credits a page.',
    agentic: 'A strong model, for tables, forms and scans: 10 credits a page.',
    agentic_plus: 'The strongest, for the hardest pages: 45 credits a page.',
  },
  parse_tier: {
    fast: 'By rules, without a model.',
    cost_effective: 'A small model.',
    agentic: 'A strong model.',
    agentic_plus: 'The strongest model.',
  },
  'classify:mode': { FAST: 'By the text of the pages; 1 credit a page.' },
  'extract:tier': {
    fast: 'By rules, without a model: only on this machine.',
    cost_effective: '5 credits a page.',
    agentic: '15 credits a page.',
    agentic_plus: '50 credits a page.',
    turbo: '35 credits a page, without a parse before it.',
  },
  extraction_target: {
    per_doc: 'One object for each document.',
    per_page: 'One object for each page.',
    per_table_row: 'One object for each row of a table.',
  },
  images_to_save: {
    screenshot: 'Whole pages.',
    embedded: 'Images of the document.',
    layout: 'Figures, cut out of the pages.',
  },
  additional_outputs: {
    stripped_md: 'The text of each page without any formatting, for search.',
    concatenated_stripped_txt: 'The text of all pages in one file, without any formatting.',
    word_bbox: 'The place of each word on its page.',
  },
  granular_bboxes: { cell: 'Of the cells of tables.', line: 'Of lines.', word: 'Of words.' },
  specialized_chart_parsing: {
    agentic_plus: 'The most exact.',
    agentic: 'Balanced.',
    efficient: 'The quickest and cheapest.',
  },
  confidence_score_effort: { high: 'Of every page and of the document; 5 credits a page more.' },
  forms: { default: 'They are parsed as any page.', enrich: 'Their fields are given as a tree too.' },
  webhook_output_format: {
    string: 'A JSON text that holds the payload as JSON once more (default).',
    json: 'The payload itself.',
  },
};
