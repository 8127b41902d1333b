import { silentLog } from '../../../../src/base/log';
import { ApiError } from '../../../../src/client/errors';
import type { Board } from '../../../../src/runs/poller/board';
import { type AuthLost, Poller, type PollerOptions } from '../../../../src/runs/poller/poller';
import type { Run, RunFile } from '../../../../src/runs/run';
import { RowStore } from '../../../../src/runs/store';
import { FakeClock } from '../../../support/fakeClock';
import { plannedRun, runFile } from '../../../support/runs';
import { FakeServer } from '../fakeServer';
import { MemoryLedger } from '../memoryLedger';

export const minute = 60_000;
export const day = 24 * 60 * minute;

const disposables: { dispose(): void }[] = [];

/** Ends what a test has set up. */
export function closePollers(): void {
  for (const item of disposables.splice(0)) item.dispose();
}

/** What the windows of a machine have in common. */
export interface Machine {
  clock: FakeClock;
  ledger: MemoryLedger;
  server: FakeServer;
}

export function makeMachine(...runs: Run[]): Machine {
  return { clock: new FakeClock(), ledger: new MemoryLedger(...runs), server: new FakeServer() };
}

export interface WindowOptions
  extends Partial<Pick<PollerOptions, 'isReady' | 'chargesCredits' | 'refresh'>> {
  /** 2,000 is a hosted server, 500 the engine on this machine. */
  minIntervalMs?: number;
  visible?: boolean;
  focused?: boolean;
  board?: Board;
}

/** A window of a machine, not started yet. `spread` is what its random says; 0.5 spreads nothing. */
export function openWindow(machine: Machine, options: WindowOptions = {}) {
  const { minIntervalMs = 2_000, visible = true, focused = true, ...more } = options;
  const { clock, ledger, server } = machine;
  const store = new RowStore({ ledger, startedHere: new Set<string>(), clock, log: silentLog });
  const warnings: string[] = [];
  const lost: AuthLost[] = [];
  const spread = { value: 0.5 };
  const connect = { fails: 0, asked: 0 };
  const poller = new Poller({
    clock,
    random: () => spread.value,
    ledger,
    store,
    clientFor: async () => {
      connect.asked++;
      if (connect.fails > 0) {
        connect.fails--;
        throw new Error('The engine cannot be started.');
      }
      return server.client;
    },
    minIntervalMs: () => minIntervalMs,
    maxIntervalMs: () => 15_000,
    log: { ...silentLog, warn: message => warnings.push(message) },
    ...more,
  });
  poller.onAuthLost(event => lost.push(event));
  poller.setVisible(visible);
  poller.setFocused(focused);
  disposables.push(poller, store);
  return { store, poller, warnings, lost, spread, connect };
}

/** One window by itself. */
export function setUp({ runs = [], ...options }: WindowOptions & { runs?: Run[] } = {}) {
  const machine = makeMachine(...runs);
  return { ...machine, ...openWindow(machine, options) };
}

/** A running run of one batch `<id>-b`, on the server too. */
export function runOf(id: string, files: Partial<RunFile>[], more: Partial<Run> = {}): Run {
  return plannedRun(id, [], {
    connectionId: 'c',
    projectId: 'p',
    phase: 'running',
    startedAt: Date.UTC(2026, 0, 5, 12),
    files: files.map((file, index) =>
      runFile(`f${index}.pdf`, {
        directoryId: `${id}-d`,
        directoryFileId: `${id}-dfl-${index}`,
        outcome: 'waiting',
        ...file,
      }),
    ),
    batches: [{ directoryId: `${id}-d`, batchId: `${id}-b`, status: 'RUNNING' }],
    ...more,
  });
}

export const withJobs = (id: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ jobId: `${id}-j${index}`, outcome: 'running' as const }));

/** Files that are jobs of their own. */
export const alone = (id: string, count: number) =>
  withJobs(id, count).map(file => ({ ...file, directoryId: null, directoryFileId: null }));

export const rateLimited = (retryAfterMs?: number) =>
  new ApiError('rate_limited', 'Slow down.', { status: 429, ...(retryAfterMs ? { retryAfterMs } : {}) });

export const refused = (status = 403) =>
  new ApiError(status === 403 ? 'forbidden' : 'invalid', 'No.', { status });
