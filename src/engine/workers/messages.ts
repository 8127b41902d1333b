import type { FailureCode, ParseOptions, ParseSource, Part, RangeSummary } from '../parsers/types';

/** What a worker must know before its first call. */
export interface WorkerSettings {
  /** Folder for the unpacked OCR language data; created when OCR is first needed. */
  tessdataDir: string;
  /** Resident bytes at which the worker's watchdog ends it. */
  memoryLimitBytes: number;
}

/** One piece of work for a worker. */
export interface Call {
  source: ParseSource;
  part: Part;
  options: ParseOptions;
  outPath: string;
}

/** Parent to worker. */
export type ToWorker =
  | { type: 'settings'; settings: WorkerSettings }
  | { type: 'call'; id: number; call: Call };

/** Worker to parent. Results themselves are files; only small facts travel. */
export type FromWorker =
  | { type: 'ready' }
  /** `pages` pages more have to be read in this call (OCR): the deadline grows by as much. */
  | { type: 'morePages'; id: number; pages: number }
  | { type: 'done'; id: number; value: RangeSummary; rss: number }
  | { type: 'failed'; id: number; code: FailureCode; message: string; rss: number }
  /** The disk refused, with an error code of Node's: the document is not at fault. */
  | { type: 'refused'; id: number; code: string; rss: number };
