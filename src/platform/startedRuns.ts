import type { Memento } from 'vscode';
import type { Disposable } from '../base/lifecycle';
import type { RunLedger } from '../runs/ledgerEvents';
import type { StartedHere } from '../runs/store';

const memoryKey = 'startedRuns';

/**
 * The runs that were started in this workspace, kept over a reload: the window that started a batch is the one that
 * tells its end, and after a reload the same workspace is that window again. A run whose window has closed belongs to
 * the one that goes on with its upload.
 */
export class StartedRuns implements StartedHere, Disposable {
  private readonly known: Set<string>;
  private readonly subscription: Disposable;

  /** `isDrivenHere` says whether this window started a run or sends its files. */
  constructor(memory: Memento, ledger: RunLedger, isDrivenHere: (runId: string) => boolean) {
    this.known = new Set(memory.get<string[]>(memoryKey, []).filter(id => ledger.get(id)));
    this.subscription = ledger.onDidChange(id => {
      if (this.known.has(id) || !isDrivenHere(id)) return;
      this.known.add(id);
      void memory.update(memoryKey, [...this.known]);
    });
  }

  has(runId: string): boolean {
    return this.known.has(runId);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
