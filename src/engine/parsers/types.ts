import type { ParseItem } from '../../protocol/parseItems';

/**
 * Codes of a failed parse job, exactly LlamaParse's (docs, "Troubleshooting"), plus DOWNLOAD_FAILED for a `source_url`
 * and INTERNAL_ERROR for our own faults.
 */
export type FailureCode =
  | 'UNSUPPORTED_FILE_TYPE'
  | 'PDF_IS_PROTECTED'
  | 'PDF_IS_BROKEN'
  | 'NO_DATA_FOUND_IN_FILE'
  | 'DOCUMENT_TOO_LARGE'
  | 'TOO_MANY_PAGES'
  | 'TIMEOUT'
  | 'DOWNLOAD_FAILED'
  | 'INTERNAL_ERROR';

/** A document that cannot be parsed: final, and the same on every try. `message` is a sentence for a person. */
export class ParseFailure extends Error {
  override readonly name = 'ParseFailure';
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

/** What is parsed: the stored bytes, and the name the person gave them (its extension counts). */
export interface ParseSource {
  /** Absolute path of the bytes; content-addressed, so without a telling extension. */
  path: string;
  /** Display name such as `invoices/März.PDF`. */
  name: string;
  /** Bytes. */
  size: number;
}

/** Pages `from` to `to`, 1-based, both included. */
export interface PageRange {
  from: number;
  to: number;
}

/**
 * What of a document one call parses: a range of its pages, or, while nothing is known of it, no more than so many from
 * the first on. Most documents are done with that; of a longer one it tells how many pages are left.
 */
export type Part = PageRange | { upTo: number };

/** Boxes that are given below those of whole items (`granular_bboxes`, LlamaCloud API docs). */
export type Granularity = 'cell' | 'line' | 'word';

/** What of a parse configuration the local parsers act on. What is missing is off. */
export interface ParseOptions {
  /** Recognise text on pages that are scanned, empty or garbled. An image is read by it in any case. */
  ocr: boolean;
  /** Only these pages: sorted, apart from each other. */
  pages?: readonly PageRange[];
  /** Shares of the page that are cut off at each side. */
  crop?: { top: number; right: number; bottom: number; left: number };
  /** Links are given as their text alone. */
  plainLinks?: true;
  skipDiagonalText?: true;
  keepTinyText?: true;
  /** Also the words of each page without any mark. */
  strippedText?: true;
  /** A picture of each page. */
  screenshots?: true;
  /** The pictures in the document, and links to them in the Markdown. */
  embeddedImages?: true;
  /** The pictures in the document as data within the Markdown. */
  inlineImages?: true;
  /** Tables of the Markdown: without padding, as HTML, with other line breaks in their cells. */
  compactTables?: true;
  htmlTables?: true;
  cellLineBreak?: string;
  /** Boxes within the items. */
  granularity?: readonly Granularity[];
  /** Every word with its box. */
  words?: true;
  /** The number that is printed on the page, rather than the label that the file gives it. */
  printedPageNumbers?: true;
  /** HTML: also what the page hides; not what stays in its place when the page is scrolled. */
  hiddenElements?: true;
  dropFixedElements?: true;
  /** Troubles that otherwise cost a warning make the document fail. */
  failOnImageError?: true;
  failOnOcrError?: true;
  failOnBuggyFont?: true;
  /** Time that a range may take instead of the pool's own, whatever OCR adds to it. */
  timeout?: { baseMs?: number; perPageMs?: number };
}

/** What a document is as a whole. */
export interface Inspection {
  /** Family of parser that takes it. */
  format: 'pdf' | 'image' | 'office' | 'text' | 'markdown' | 'html' | 'mail';
  /** Pages that can be parsed as ranges apart from each other; 1 where the format has no such pages. */
  pages: number;
}

/** One page of a result as the worker writes it. Sizes in points, origin top left. */
export interface ParsedPage {
  page_number: number;
  page_width: number;
  page_height: number;
  text: string;
  markdown: string;
  items: ParseItem[];
  /** 0 to 1; only where text was recognised by OCR. */
  confidence: number | null;
  /** True where OCR gave the text. */
  ocr: boolean;
  /** Set when this page alone failed: a sentence. Text and Markdown are then empty. */
  error: string | null;
  speaker_notes: string | null;
  /** Sheet name, slide section or printed page label where the format has one. */
  label: string | null;
  /** Where the words and cells of each item stand, in the order of the items; only where it was asked for. */
  grounding?: (Grounding | null)[];
  /** Only where they were asked for. */
  words?: WordBox[];
  /** The Markdown without its marks; only where it was asked for. */
  stripped?: string;
}

/** Points, origin top left. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface WordBox extends Box {
  text: string;
}

/** A part of an item: `span` is where it begins and ends in the item's `md` (in a table: in the cell's text). */
interface Grounded {
  span?: [number, number];
  bbox: Box;
}

export interface GroundedLine extends Grounded {
  words?: Grounded[];
}

/** Boxes within one item: of a table by cell, of any other by line. */
export interface Grounding {
  source: 'native' | 'ocr';
  lines?: GroundedLine[];
  rows?: ({ bbox: Box[]; lines?: GroundedLine[] } | null)[][];
}

/** A picture that a worker left in a file beside its result. */
export interface SavedImage {
  /** Path of the file; the caller of `parse` owns it, like the result. */
  path: string;
  /** Unique in the document. */
  filename: string;
  contentType: string;
  category: 'screenshot' | 'embedded';
  page: number;
  /** Null for what fills the page. */
  bbox: Box | null;
  sha256: string;
}

/** The file that one `parse` call leaves at its `outPath`, as JSON. */
export interface ParsedRange {
  pages: ParsedPage[];
  /** Names and versions of what read the document, and warnings a person should see. */
  parser: string;
  warnings: string[];
}

/** Small facts about a finished range that the caller keeps without opening the file. */
export interface RangeSummary {
  /** What the document turned out to be. */
  document: Inspection;
  /** Of the file at `outPath`. */
  sha256: string;
  pages: number;
  failedPages: number;
  ocrPages: number;
  /** Characters of text over all pages; 0 means that nothing was found. */
  characters: number;
  /** Pictures that were asked for, in files of the folder `outPath` + `imagesSuffix`, which the caller owns too. */
  images?: SavedImage[];
}

/** Runs parsers in processes of their own, so that a hang, a crash or a memory bomb costs one range of one job. */
export interface ParserPool {
  /**
   * Parses a part of a document and writes a ParsedRange to `outPath` (a temporary name that the caller owns); the file
   * is written, not yet flushed. A range counts only for formats whose first call told more than one page; others are
   * parsed whole. Throws ParseFailure when the document is at fault (TIMEOUT included, and DOCUMENT_TOO_LARGE when it
   * alone went over the memory ceiling), WorkerCrashed when the process died or earlier documents share the blame for
   * its memory, an error of the disk as Node has it, and the signal's reason when aborted.
   */
  parse(
    source: ParseSource,
    part: Part,
    options: ParseOptions,
    outPath: string,
    signal: AbortSignal,
  ): Promise<RangeSummary>;
  /** Ends every worker process. */
  close(): Promise<void>;
}

/** The worker process died, or was killed over its memory ceiling; another try may work once, not for ever. */
export class WorkerCrashed extends Error {
  override readonly name = 'WorkerCrashed';
}
