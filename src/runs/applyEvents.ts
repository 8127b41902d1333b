import type { RunEvent } from './ledgerEvents';
import { retryable } from './retryable';
import { finalOutcomes, type Run, type RunFile, type RunPause, type RunPhase } from './run';
import { finalPhases } from './runRow';

/** Place of each file in `run.files` by path; the same for the whole life of a run. */
export type PathIndex = ReadonlyMap<string, number>;

export function indexOf(run: Run): PathIndex {
  return new Map(run.files.map((file, place) => [file.path, place]));
}

/** {@link applyEvents} for one event. */
export function applyEvent(run: Run, event: RunEvent): Run {
  return applyEvents(run, [event]);
}

/**
 * The run after the events. The run given stays as it is; what did not change is shared with it, above all every file
 * that no event names. Costs one copy of the list of files (not of the files) a call, however many events there are.
 * Events that name an unknown file, directory or batch change nothing, and repeating an event does not either.
 */
export function applyEvents(run: Run, events: readonly RunEvent[], index: PathIndex = indexOf(run)): Run {
  const draft = new Draft(run, index);
  for (const event of events) draft.apply(event);
  return draft.run;
}

function queuedAgain(file: RunFile, at: number): Partial<RunFile> {
  return {
    outcome: 'queued',
    error: null,
    directoryId: null,
    directoryFileId: null,
    jobId: null,
    pages: null,
    failedPages: 0,
    credits: null,
    creditsBefore: file.creditsBefore + (file.credits ?? 0),
    tier: null,
    classified: null,
    retriedAt: at,
  };
}

function charged({ credits, tier }: { credits: number | null; tier: string | null }): Partial<RunFile> {
  return { ...(credits === null ? {} : { credits }), ...(tier === null ? {} : { tier }) };
}

class Draft {
  run: Run;
  private ownFiles = false;

  constructor(
    run: Run,
    private readonly index: PathIndex,
  ) {
    this.run = { ...run };
  }

  apply(event: RunEvent): void {
    const { run } = this;
    switch (event.type) {
      case 'planned':
        break;
      case 'directory':
        if (run.batches.some(batch => batch.directoryId === event.directoryId)) break;
        run.batches = [...run.batches, { directoryId: event.directoryId, batchId: null, status: null }];
        break;
      case 'directoryRemoved':
        run.batches = run.batches.filter(batch => batch.directoryId !== event.directoryId);
        this.patchOpen(file =>
          file.directoryId === event.directoryId
            ? { outcome: 'queued', directoryId: null, directoryFileId: null }
            : undefined,
        );
        break;
      case 'uploading':
        this.patch(event.path, { outcome: 'uploading' });
        break;
      case 'uploaded': {
        const { sha256, directoryId, directoryFileId, fileId } = event;
        const sent = { sha256, directoryId, directoryFileId, fileId };
        this.patch(event.path, { ...sent, outcome: 'waiting', error: null });
        break;
      }
      case 'submitted': {
        const { sha256, fileId, jobId } = event;
        this.patch(event.path, { sha256, fileId, jobId, outcome: 'waiting', error: null });
        break;
      }
      case 'batch': {
        const { directoryId, batchId, status } = event;
        run.batches = run.batches.map(batch =>
          batch.directoryId === directoryId ? { directoryId, batchId, status } : batch,
        );
        break;
      }
      case 'batchStatus':
        run.batches = run.batches.map(batch =>
          batch.batchId === event.batchId ? { ...batch, status: event.status } : batch,
        );
        break;
      case 'job':
        this.patch(event.path, { jobId: event.jobId });
        break;
      case 'outcome': {
        const { outcome, error, pages, failedPages } = event;
        // Two windows may tell the end of a file in either order, one of them without its pages.
        this.patch(event.path, { outcome, error, failedPages, ...(pages === null ? {} : { pages }) });
        break;
      }
      case 'charge':
        this.patch(event.path, charged(event));
        break;
      case 'classified':
        this.patch(event.path, { classified: event.classified });
        break;
      case 'phase':
        this.enter(event.phase, event.error, event.at, event.pause ?? null);
        break;
      case 'mode':
        run.mode = event.mode;
        break;
      case 'reconfigured':
        run.configuration = { ...run.configuration, fingerprint: null };
        break;
      case 'retry':
        this.retry(event.paths, event.at);
        break;
      case 'cleaned':
        run.cleanedAt = event.at;
        break;
      case 'cancelRequested':
        run.cancelRequested = true;
        break;
      case 'cancelWithdrawn':
        run.cancelRequested = false;
        break;
      case 'notified':
        run.notified = true;
        break;
    }
  }

  /** A run that ends leaves no file open; one that stops while it uploads sends nothing at the moment. */
  private enter(phase: RunPhase, error: string | null, at: number, pause: RunPause | null): void {
    // Several windows may see the end: the first counts, in whichever order they are read.
    const end = Math.min(at, this.run.endedAt ?? at);
    Object.assign(this.run, { phase, error, pause, endedAt: finalPhases.has(phase) ? end : null });
    if (phase === 'cancelled') this.patchOpen(() => ({ outcome: 'cancelled' }));
    if (phase === 'failed') this.patchOpen(() => ({ outcome: 'failed', error }));
    if (phase === 'uploading') {
      this.patchOpen(file => (file.outcome === 'uploading' ? { outcome: 'queued' } : undefined));
    }
  }

  /** Files whose end is not a result go back to the queue; the run is told of once more when it ends again. */
  private retry(paths: readonly string[], at: number): void {
    for (const path of paths) {
      const place = this.index.get(path);
      const file = place === undefined ? undefined : this.run.files[place];
      if (file && retryable.has(file.outcome)) this.patch(path, queuedAgain(file, at));
    }
    Object.assign(this.run, {
      phase: 'uploading',
      error: null,
      pause: null,
      endedAt: null,
      notified: false,
      cancelRequested: false,
      cleanedAt: null,
    });
  }

  private patch(path: string, patch: Partial<RunFile>): void {
    const place = this.index.get(path);
    if (place !== undefined) this.patchAt(place, patch);
  }

  private patchOpen(patchOf: (file: RunFile) => Partial<RunFile> | undefined): void {
    for (const [place, file] of this.run.files.entries()) {
      const patch = finalOutcomes.has(file.outcome) ? undefined : patchOf(file);
      if (patch) this.patchAt(place, patch);
    }
  }

  private patchAt(place: number, patch: Partial<RunFile>): void {
    const before = this.run.files[place];
    if (!before) return;
    if (!this.ownFiles) {
      this.run.files = [...this.run.files];
      this.ownFiles = true;
    }
    this.run.files[place] = { ...before, ...patch };
  }
}
