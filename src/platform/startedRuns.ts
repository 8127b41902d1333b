import type { Memento } from 'vscode';
import type { Disposable } from '../base/lifecycle';
import type { RunLedger } from '../runs/ledgerEvents';
import type { StartedHere } from '../runs/store';

const memoryKey = 'startedRuns';

/**
 * The runs that were started in this workspace, kept over a reload: the window that started a batch is the one that
 * tells its end, and after a reload the same workspace is that window again.
 */
export class StartedRuns implements StartedHere, Disposable {
  private readonly known: Set<string>;
  private readonly subscription: Disposable;

  constructor(memory: Memento, ledger: RunLedger, startedNow: ReadonlySet<string>) {
    this.known = new Set(memory.get<string[]>(memoryKey, []).filter(id => ledger.get(id)));
    this.subscription = ledger.onDidChange(id => {
      if (!startedNow.has(id) || this.known.has(id)) return;
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
