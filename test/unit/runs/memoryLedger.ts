import { Emitter } from '../../../src/base/event';
import { applyEvents, indexOf, type PathIndex } from '../../../src/runs/applyEvents';
import type { RunEvent, RunLedger } from '../../../src/runs/ledgerEvents';
import type { Run } from '../../../src/runs/run';

/** A ledger that forgets everything with the test; keeps the events that were appended. */
export class MemoryLedger implements RunLedger {
  private readonly emitter = new Emitter<string>(error => {
    throw error;
  });
  readonly onDidChange = this.emitter.event;
  private readonly held = new Map<string, Run>();
  private readonly indexes = new Map<string, PathIndex>();
  readonly events: (RunEvent & { runId: string })[] = [];

  constructor(...runs: Run[]) {
    for (const run of runs) this.held.set(run.id, run);
  }

  runs(): readonly Run[] {
    return [...this.held.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  get(runId: string): Run | undefined {
    return this.held.get(runId);
  }

  /** The run, which must be there. */
  run(runId: string): Run {
    const run = this.held.get(runId);
    if (!run) throw new Error(`no run ${runId}`);
    return run;
  }

  /** Outcomes of a run's files in order. */
  outcomes(runId: string): string[] {
    return this.run(runId).files.map(file => file.outcome);
  }

  async append(runId: string, ...events: RunEvent[]): Promise<void> {
    const [first] = events;
    const run = this.held.get(runId) ?? (first?.type === 'planned' ? first.run : undefined);
    if (!run) throw new Error(`no run ${runId}`);
    const index = this.indexes.get(runId) ?? indexOf(run);
    this.indexes.set(runId, index);
    this.held.set(runId, applyEvents(run, events, index));
    this.events.push(...events.map(event => ({ ...event, runId })));
    this.emitter.fire(runId);
  }

  async forget(runId: string): Promise<void> {
    this.held.delete(runId);
    this.emitter.fire(runId);
  }
}
