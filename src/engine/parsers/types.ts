import type { ParseItem } from '../../protocol/parseItems';

/** Codes of a failed parse job, exactly LlamaParse's (docs, "Troubleshooting"), plus INTERNAL_ERROR for our own faults. */
export type FailureCode =
  | 'UNSUPPORTED_FILE_TYPE'
  | 'PDF_IS_PROTECTED'
  | 'PDF_IS_BROKEN'
  | 'NO_DATA_FOUND_IN_FILE'
  | 'DOCUMENT_TOO_LARGE'
  | 'TOO_MANY_PAGES'
  | 'TIMEOUT'
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
}

/** Pages `from` to `to`, 1-based, both included. */
export interface PageRange {
  from: number;
  to: number;
}

/** What of a parse configuration the local parsers act on. */
export interface ParseOptions {
  /** Recognise text on pages that are scanned, empty or garbled. */
  ocr: boolean;
}

/** What is known of a document before it is parsed. */
export interface Inspection {
  /** Family of parser that will take it. */
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
  pages: number;
  failedPages: number;
  ocrPages: number;
  /** Characters of text over all pages; 0 means that nothing was found. */
  characters: number;
}

/** Runs parsers in processes of their own, so that a hang, a crash or a memory bomb costs one range of one job. */
export interface ParserPool {
  /** Looks at the bytes: format and page count. Throws ParseFailure for what cannot be parsed at all. */
  inspect(source: ParseSource, signal: AbortSignal): Promise<Inspection>;
  /**
   * Parses `range` (null = the whole document) and writes a ParsedRange to `outPath` (a temporary name that the caller
   * owns). A range counts only for formats whose inspection tells more than one page; others are parsed whole. Throws
   * ParseFailure when the document is at fault (TIMEOUT included, and DOCUMENT_TOO_LARGE when it alone went over the
   * memory ceiling), WorkerCrashed when the process died or earlier documents share the blame for its memory, and the
   * signal's reason when aborted.
   */
  parse(
    source: ParseSource,
    range: PageRange | null,
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
