import type { Event } from '../base/event';
import type { Classified } from './classify/classified';
import type { FileOutcome, Run, RunMode, RunPause, RunPhase } from './run';

/** What can happen to a run, written down before it counts. A run is the fold of its events, in order. */
export type RunEvent =
  | { type: 'planned'; run: Run }
  | { type: 'directory'; directoryId: string }
  /** The directory is not on the server any more; files in it that have no final outcome are queued again. */
  | { type: 'directoryRemoved'; directoryId: string }
  | { type: 'uploading'; path: string }
  /** `sha256` is null only where the server has the file but not the hash that was sent with it. */
  | {
      type: 'uploaded';
      path: string;
      sha256: string | null;
      directoryId: string;
      directoryFileId: string;
      fileId: string | null;
    }
  /** In mode `jobs`: the file is its own job. */
  | { type: 'submitted'; path: string; sha256: string | null; fileId: string | null; jobId: string }
  | { type: 'batch'; directoryId: string; batchId: string; status: string }
  | { type: 'batchStatus'; batchId: string; status: string }
  | { type: 'job'; path: string; jobId: string }
  | {
      type: 'outcome';
      path: string;
      outcome: FileOutcome;
      error: string | null;
      pages: number | null;
      failedPages: number;
    }
  /** What the server charged for the file's present job, and the tier it ran under; null keeps what is known. */
  | { type: 'charge'; path: string; credits: number | null; tier: string | null }
  /** What its classification found. */
  | { type: 'classified'; path: string; classified: Classified }
  | { type: 'phase'; phase: RunPhase; error: string | null; at: number; pause?: RunPause }
  /** The way in which files that are in no batch yet go on. */
  | { type: 'mode'; mode: RunMode }
  /** The configuration was saved anew while files were still to be sent: results may come from either version. */
  | { type: 'reconfigured' }
  /** These files, which had come to an end, are queued once more; the run is `uploading` again. */
  | { type: 'retry'; paths: string[]; at: number }
  /** What the run had made was deleted from the server. */
  | { type: 'cleaned'; at: number }
  | { type: 'cancelRequested' }
  /** The request to cancel did not get through; the person may ask again. */
  | { type: 'cancelWithdrawn' }
  | { type: 'notified' };

/** The runs of this machine, kept on disk so that a reload, a crash or a lost network resumes instead of starting over. */
export interface RunLedger {
  /** Id of the run whose fold changed, or that was forgotten. */
  readonly onDidChange: Event<string>;
  /** All runs known, newest first. */
  runs(): readonly Run[];
  get(runId: string): Run | undefined;
  /** Folds the events in at once and resolves when they are on disk. */
  append(runId: string, ...events: RunEvent[]): Promise<void>;
  /** Removes a run and its file. */
  forget(runId: string): Promise<void>;
}
