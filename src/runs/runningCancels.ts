import { join } from 'node:path';
import { messageOf } from '../base/log';
import type { DriveServices } from './drive';
import { claim } from './ownership';
import type { Run } from './run';
import { hasOpenWork } from './upload/unsent';

type Services = Pick<
  DriveServices,
  'ledger' | 'clientFor' | 'concurrencyFor' | 'log' | 'clock' | 'run' | 'append'
>;

/**
 * This window's cancelling of runs whose files are all in batches or jobs. With thousands of jobs it takes minutes, and
 * the window may close in the middle of it: the request stays in the ledger, and another window finishes it.
 */
export class RunningCancels {
  private readonly underWay = new Map<string, Promise<void>>();
  /** Runs whose batches and jobs were all asked to end; until they have, nothing more is to be done. */
  private readonly asked = new Set<string>();

  /** @param closing aborted when the window closes */
  constructor(
    private readonly services: Services,
    private readonly closing: AbortSignal,
  ) {}

  /** As the person asks. Rejects where the server could not be asked: the request is then withdrawn. */
  cancel(runId: string): Promise<void> {
    return this.once(runId, async () => {
      const { append, run, ledger, clock, log } = this.services;
      if (!run(runId).cancelRequested) await append(runId, { type: 'cancelRequested' });
      // Where another window has the lock it asks the same, which does no harm.
      const ownership = await claim(lockOf(ledger.folder, runId), { clock, log });
      try {
        await this.ask(runId);
      } catch (error) {
        if (!this.closing.aborted) await append(runId, { type: 'cancelWithdrawn' });
        throw error;
      } finally {
        ownership?.dispose();
      }
    });
  }

  /** Whether the person has cancelled the run, and parts of it may not know yet. */
  isUnfinished(run: Run): boolean {
    return run.phase === 'running' && run.cancelRequested && !this.asked.has(run.id) && hasOpenWork(run);
  }

  /**
   * Finishes what a window has begun that was closed meanwhile; one that lives is left to it. Where the server cannot
   * be asked, the request stays for the next time.
   */
  async finish(runId: string): Promise<void> {
    const { ledger, clock, log, run } = this.services;
    try {
      await this.once(runId, async () => {
        const ownership = await claim(lockOf(ledger.folder, runId), { clock, log });
        if (!ownership) return;
        try {
          await ledger.refresh();
          if (this.isUnfinished(run(runId))) await this.ask(runId);
        } finally {
          ownership.dispose();
        }
      });
    } catch (error) {
      log.warn(`The cancelling of the run ${runId} could not be finished: ${messageOf(error)}`);
    }
  }

  /** Resolves when this window is not cancelling the run. */
  async settled(runId: string): Promise<void> {
    await this.underWay.get(runId)?.catch(() => undefined);
  }

  private async ask(runId: string): Promise<void> {
    const { log, clientFor, run, append, concurrencyFor } = this.services;
    const { connectionId, projectId } = run(runId);
    const { cancelWork } = await import('./upload/cancelRun');
    await cancelWork({
      ...{ log, cloud: await clientFor(connectionId), request: { projectId, signal: this.closing } },
      run: () => run(runId),
      append: (...events) => append(runId, ...events),
      concurrency: concurrencyFor(connectionId),
    });
    this.asked.add(runId);
  }

  private once(runId: string, work: () => Promise<void>): Promise<void> {
    const underWay = this.underWay.get(runId);
    if (underWay) return underWay;
    const begun = work().finally(() => this.underWay.delete(runId));
    this.underWay.set(runId, begun);
    return begun;
  }
}

const lockOf = (folder: string, runId: string) => join(folder, `${runId}.lock`);
