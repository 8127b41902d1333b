import { join } from 'node:path';
import type { Log } from '../../../../src/base/log';
import { type OpenLedger, openLedger } from '../../../../src/runs/ledger';
import { planFiles } from '../../../../src/runs/plan/planFiles';
import type { PlannedFile, Run, RunTarget } from '../../../../src/runs/run';
import { type RunnerOptions, RunRunner } from '../../../../src/runs/runner';
import { EagerClock } from '../../../support/eagerClock';
import { FakeLlamaCloud } from '../../../support/fakeLlamaCloud';
import { tempFolder, writeTree } from '../../../support/tempFolder';

export const target: RunTarget = {
  connectionId: 'local',
  projectId: 'project',
  configuration: { id: 'cfg-PARSE_FAST', name: 'Fast', tier: 'fast', fingerprint: null },
  jobType: 'parse_v2',
  mode: 'batches',
  estimatedCredits: null,
  label: 'docs',
};

/** A folder of documents, a server, and windows that share a ledger folder. */
export class World {
  readonly temp = tempFolder();
  readonly cloud = new FakeLlamaCloud();
  /** All waits pass at once. */
  readonly clock = new EagerClock(Date.UTC(2026, 0, 5, 14, 5, 0));
  readonly docs = join(this.temp.path, 'docs');
  readonly ledgerFolder = join(this.temp.path, 'ledger');
  readonly logged: string[] = [];
  private readonly opened: { dispose(): void }[] = [];
  private readonly log: Log = {
    debug() {},
    info() {},
    warn: text => this.logged.push(text),
    error: text => this.logged.push(text),
  };

  constructor() {
    this.cloud.now = () => this.clock.now();
  }

  /** Opens the ledger and a runner on it, as a new window does. */
  async window(
    more: Partial<RunnerOptions> = {},
    wrap: (ledger: OpenLedger) => OpenLedger = ledger => ledger,
  ): Promise<{ ledger: OpenLedger; runner: RunRunner }> {
    const ledger = wrap(await openLedger(this.ledgerFolder, { log: this.log, clock: this.clock }));
    const runner = new RunRunner({
      ledger,
      clientFor: async () => this.cloud,
      log: this.log,
      clock: this.clock,
      ...more,
    });
    this.opened.push(runner, ledger);
    return { ledger, runner };
  }

  /** Writes files and plans them. */
  async plan(files: Record<string, string>): Promise<{ files: PlannedFile[] }> {
    writeTree(this.docs, files);
    const supportedExtensions = new Set(['.pdf', '.txt']);
    const options = { exclude: [], supportedExtensions, respectGitignore: false };
    return planFiles([this.docs], options, new AbortController().signal);
  }

  /** `count` small files. */
  planMany(count: number): Promise<{ files: PlannedFile[] }> {
    const names = Array.from({ length: count }, (_, i) => [`f${i}.txt`, `text ${i}`]);
    return this.plan(Object.fromEntries(names));
  }

  /** unique_ids in each directory that has a batch, by batch id. */
  batched(): Map<string, string[]> {
    return new Map(
      [...this.cloud.batches.values()].map(batch => [
        batch.id,
        (this.cloud.files.get(batch.source_directory_id) ?? []).map(file => file.unique_id).sort(),
      ]),
    );
  }

  dispose(): void {
    for (const item of this.opened) item.dispose();
    this.clock.dispose();
    this.temp.remove();
  }
}

/** Resolves with a run as soon as the ledger shows it so. */
export function reached(
  { ledger }: { ledger: OpenLedger },
  isSo: (run: Run) => boolean,
  runId?: string,
): Promise<Run> {
  return new Promise(resolve => {
    const look = () => {
      const run = runId === undefined ? ledger.runs()[0] : ledger.get(runId);
      if (!run || !isSo(run)) return;
      subscription.dispose();
      resolve(run);
    };
    const subscription = ledger.onDidChange(look);
    look();
  });
}
