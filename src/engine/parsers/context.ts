/** What a parser may use of the worker that it runs in. */
export interface ParseContext {
  /** Folder for the unpacked OCR language data. */
  tessdataDir: string;
  /** Tells the pool that `pages` pages more must be read, so that the deadline of this call grows. */
  morePages(pages: number): void;
}
