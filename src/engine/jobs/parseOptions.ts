import { readTargetPages } from '../../protocol/parseOptions/targetPages';
import type { Granularity, Inspection, ParseOptions } from '../parsers/types';
import { askedOptions } from './askedOptions';

type Format = Inspection['format'];

/** What parameters of a parse come to on this machine. */
export interface EffectiveOptions {
  /** What the parsers act on. */
  parse: ParseOptions;
  /** A job in which a larger share of the pages failed fails itself; null: one page is enough for success. */
  allowedFailures: number | null;
  /** Results that are made when they are asked for, by the name of the option. */
  outputs: ReadonlySet<string>;
  sheetNames: 'guessed' | 'numbered';
}

type Draft = { -readonly [Key in keyof EffectiveOptions]: EffectiveOptions[Key] } & {
  parse: { -readonly [Key in keyof ParseOptions]: ParseOptions[Key] };
  outputs: Set<string>;
};

interface Honoured {
  /** Formats in which the option acts, or for which it asks nothing that is not so anyway. Missing: all. */
  formats?: readonly Format[];
  /** Missing: what the option asks for is always so. */
  act?: (draft: Draft, value: never) => void;
}

const pdf: readonly Format[] = ['pdf'];
const paged: readonly Format[] = ['pdf', 'image'];
const html: readonly Format[] = ['html'];
const unread: readonly Format[] = ['pdf', 'office', 'text', 'markdown', 'html', 'mail'];

const uncut = { top: 0, right: 0, bottom: 0, left: 0 };
/** The API counts all sides from the top left corner, LiteParse each from its own edge. */
const cut = (side: keyof typeof uncut): Honoured => ({
  formats: paged,
  act: ({ parse }, value: number) => {
    const share = side === 'top' || side === 'left' ? value : 1 - value;
    parse.crop = { ...(parse.crop ?? uncut), [side]: share };
  },
});
const boxes = (level: Granularity): Honoured => ({
  formats: paged,
  act: ({ parse }) => {
    parse.granularity = [...(parse.granularity ?? []), level].sort();
  },
});
const output = (name: string, formats?: readonly Format[]): Honoured => ({
  ...(formats && { formats }),
  act: ({ outputs }) => outputs.add(name),
});

const stripped: Honoured = { act: flag('strippedText') };

const markdown = 'output_options.markdown';
const tables = `${markdown}.tables`;
const conditions = 'processing_control.job_failure_conditions';

/** The options that act here, in the order in which they do; every other one that is asked for is told as not applied. */
const honoured: Readonly<Record<string, Honoured>> = {
  // It wins over `max_pages` (LlamaCloud API docs).
  'page_ranges.target_pages': {
    act: ({ parse }, text: string) => {
      const pages = readTargetPages(text);
      if (typeof pages !== 'string' && pages.length > 0) parse.pages = pages;
    },
  },
  'page_ranges.max_pages': {
    act: ({ parse }, to: number) => {
      parse.pages ??= [{ from: 1, to }];
    },
  },
  'crop_box.top': cut('top'),
  'crop_box.right': cut('right'),
  'crop_box.bottom': cut('bottom'),
  'crop_box.left': cut('left'),

  'input_options.html.make_all_elements_visible': { formats: html, act: flag('hiddenElements') },
  'input_options.html.remove_fixed_elements': { formats: html, act: flag('dropFixedElements') },
  // Navigation never is content to the HTML parser.
  'input_options.html.remove_navigation_elements': { formats: html },

  // Links are links unless somebody does not want them.
  [`${markdown}.annotate_links`]: {},
  [`${markdown}.annotate_links=false`]: { formats: paged, act: flag('plainLinks') },
  [`${markdown}.inline_images`]: { formats: paged, act: flag('inlineImages') },
  [`${tables}.compact_markdown_tables`]: { act: flag('compactTables') },
  // The default here: people read Markdown tables, and every tool shows them.
  [`${tables}.output_tables_as_markdown`]: {},
  [`${tables}.output_tables_as_markdown=false`]: { act: flag('htmlTables') },
  [`${tables}.markdown_table_multiline_separator`]: {
    act: ({ parse }, separator: string) => {
      parse.cellLineBreak = separator;
    },
  },
  'output_options.spatial_text.preserve_very_small_text': { formats: pdf, act: flag('keepTinyText') },
  // Text is laid out as it stands on the page.
  'output_options.spatial_text.do_not_unroll_columns': { formats: paged },
  'output_options.tables_as_spreadsheet.enable': output('xlsx'),
  'output_options.tables_as_spreadsheet.guess_sheet_name=false': {
    act: draft => {
      draft.sheetNames = 'numbered';
    },
  },
  'output_options.extract_printed_page_number': { formats: paged, act: flag('printedPageNumbers') },
  'output_options.images_to_save.screenshot': { formats: paged, act: flag('screenshots') },
  'output_options.images_to_save.embedded': { formats: paged, act: flag('embeddedImages') },
  'output_options.additional_outputs.stripped_md': stripped,
  'output_options.additional_outputs.concatenated_stripped_txt': stripped,
  'output_options.additional_outputs.word_bbox': { formats: paged, act: flag('words') },
  'output_options.granular_bboxes.cell': boxes('cell'),
  'output_options.granular_bboxes.line': boxes('line'),
  'output_options.granular_bboxes.word': boxes('word'),
  'output_options.save_output_pdf': output('pdf', pdf),

  'processing_options.ignore.ignore_diagonal_text': { formats: paged, act: flag('skipDiagonalText') },
  // Text is read from images only where a page of a PDF has none, and where the file itself is an image.
  'processing_options.ignore.ignore_text_in_image': {
    formats: unread,
    act: ({ parse }) => {
      parse.ocr = false;
    },
  },
  // The only language whose data ship with the engine.
  'processing_options.ocr_parameters.languages.en': {},

  'processing_control.timeouts.base_in_seconds': {
    act: ({ parse }, seconds: number) => {
      parse.timeout = { ...parse.timeout, baseMs: seconds * 1000 };
    },
  },
  'processing_control.timeouts.extra_time_per_page_in_seconds': {
    act: ({ parse }, seconds: number) => {
      parse.timeout = { ...parse.timeout, perPageMs: seconds * 1000 };
    },
  },
  // A page whose Markdown cannot be made is a failed page.
  [`${conditions}.fail_on_markdown_reconstruction_error`]: {
    act: draft => {
      draft.allowedFailures = 0;
    },
  },
  // Not asked for, LlamaParse fails a job of which more than 5 % of the pages failed; here the other pages are kept.
  [`${conditions}.allowed_page_failure_ratio`]: {
    act: (draft, ratio: number) => {
      draft.allowedFailures ??= ratio;
    },
  },
  [`${conditions}.fail_on_image_extraction_error`]: { act: flag('failOnImageError') },
  [`${conditions}.fail_on_image_ocr_error`]: { act: flag('failOnOcrError') },
  [`${conditions}.fail_on_buggy_font`]: { formats: pdf, act: flag('failOnBuggyFont') },
};

type Flag = {
  [Key in keyof ParseOptions]-?: true extends ParseOptions[Key] ? Key : never;
}[keyof ParseOptions];

function flag(name: Exclude<Flag, 'ocr'>): (draft: Draft) => void {
  return ({ parse }) => {
    parse[name] = true;
  };
}

/**
 * What the parameters of a parse come to. Every tier recognises text where a page needs it: a scan parses with any of
 * them. The keys come in a fixed order, so that equal options are equal as JSON.
 */
export function effectiveOptions(parameters: Readonly<Record<string, unknown>>): EffectiveOptions {
  const draft: Draft = {
    parse: { ocr: true },
    allowedFailures: null,
    outputs: new Set(),
    sheetNames: 'guessed',
  };
  const asked = new Map(askedOptions(parameters).map(({ key, value }) => [key, value]));
  for (const [key, { act }] of Object.entries(honoured)) {
    if (asked.has(key)) act?.(draft, asked.get(key) as never);
  }
  return draft;
}

/** Dotted names of the options that were asked for and do not act on a document of this format; null: not yet known. */
export function notApplied(parameters: Readonly<Record<string, unknown>>, format: string | null): string[] {
  return askedOptions(parameters)
    .filter(({ key }) => {
      const rule = honoured[key];
      return !rule || (format !== null && rule.formats && !rule.formats.includes(format as Format));
    })
    .map(({ name }) => name);
}
