import { count, formatBytes } from '../../base/amounts';
import type { Clock } from '../../base/clock';
import type { Run } from '../run';
import { settledFiles } from './unsent';

/** How far the upload of a run is. */
export interface RunProgress {
  /** Files that are sent or have failed, and files in all. */
  files: number;
  totalFiles: number;
  /** Bytes of those files and of what is on its way; never falls. */
  bytes: number;
  totalBytes: number;
  /** Files that could not be sent. */
  failed: number;
  /** Why the upload stands still at the moment; null while it does not. */
  note: string | null;
}

/** "3/14 files, 1.2 MB of 3.4 MB", or "3/14 files. Rate limited, next try 14:05." while nothing is sent. */
export function progressWords({ files, totalFiles, bytes, totalBytes, note }: RunProgress): string {
  const through = `${files}/${count(totalFiles, 'file')}`;
  return note === null
    ? `${through}, ${formatBytes(bytes)} of ${formatBytes(totalBytes)}`
    : `${through}. ${note}`;
}

/** Not more often than this, so that a fast disk does not flood a notification. */
const intervalMs = 100;

/** Adds up what the uploads of a run tell. */
export class UploadProgress {
  private readonly progress: RunProgress;
  private readonly underWay = new Map<string, number>();
  private endedBytes = 0;
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(
    run: Run,
    private readonly clock: Clock,
    private readonly onProgress: ((progress: RunProgress) => void) | undefined,
  ) {
    this.progress = {
      files: 0,
      totalFiles: run.files.length,
      bytes: 0,
      totalBytes: 0,
      failed: 0,
      note: null,
    };
    for (const { bytes } of run.files) this.progress.totalBytes += bytes;
    for (const file of settledFiles(run)) {
      this.endedBytes += file.bytes;
      this.progress.files++;
      if (file.outcome === 'failed') this.progress.failed++;
    }
    this.tell(true);
  }

  sending(path: string, sentBytes: number): void {
    this.underWay.set(path, sentBytes);
    this.tell(false);
  }

  ended(file: { path: string; bytes: number }, failed: boolean): void {
    this.underWay.delete(file.path);
    this.endedBytes += file.bytes;
    this.progress.files++;
    if (failed) this.progress.failed++;
    this.tell(true);
  }

  /** The upload stands still, with the sentence that says why. */
  waiting(note: string): void {
    this.progress.note = note;
    this.tell(true);
  }

  private tell(always: boolean): void {
    const now = this.clock.now();
    if (!always && now - this.toldAt < intervalMs) return;
    this.toldAt = now;
    let bytes = this.endedBytes;
    for (const sent of this.underWay.values()) bytes += sent;
    const { totalBytes, bytes: shown } = this.progress;
    this.progress.bytes = Math.min(Math.max(bytes, shown), totalBytes);
    this.onProgress?.({ ...this.progress });
  }
}
