import { randomUUID } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Clock } from '../base/clock';
import { Emitter } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import { applyEvents, indexOf, type PathIndex } from './applyEvents';
import type { RunEvent, RunLedger } from './ledgerEvents';
import { LedgerFile } from './ledgerFile';
import type { Run } from './run';
import { finalPhases } from './runRow';

/** Runs that ended longer ago are removed when the ledger is opened. */
const keptMs = 30 * 24 * 60 * 60 * 1000;
/** A file without a run in it may be one that another window is just beginning; after this it is not. */
const beginningMs = 60_000;
/** Changes of files by other windows are gathered this long. */
const watchDelayMs = 300;

const fileName = (runId: string) => `${runId}.jsonl`;
/** What a run id may look like, since it names a file. */
const runIdPattern = /^[\w-]+$/;

export interface LedgerOptions {
  log: Log;
  clock: Clock;
}

/**
 * The ledger on disk. Runs handed out are snapshots that never change; two of one run share all that did not change
 * between them, so a file of which nothing was told keeps its object. Events are folded in when a run is next asked
 * for, many at once: appending costs nothing that grows with the run.
 */
export interface OpenLedger extends RunLedger, Disposable {
  /** Folder of the files; ownership locks lie beside them. */
  readonly folder: string;
  /** Takes in what other windows wrote. Their writing is also watched, where the system can. */
  refresh(): Promise<void>;
}

/** Opens the ledger in a folder that it makes where it is missing (mode 0700). What cannot be read is set aside. */
export async function openLedger(folder: string, options: LedgerOptions): Promise<OpenLedger> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700).catch(error => options.log.warn(`${folder}: ${messageOf(error)}`));
  const ledger = new Ledger(folder, options);
  await ledger.refresh();
  await ledger.prune();
  ledger.watch();
  return ledger;
}

interface Held {
  file: LedgerFile;
  run: Run;
  index: PathIndex;
  unfolded: RunEvent[];
}

class Ledger implements OpenLedger {
  private readonly held = new Map<string, Held>();
  private readonly changed: Emitter<string>;
  readonly onDidChange: RunLedger['onDidChange'];
  /** Names this instance in the lines that it writes. */
  private readonly by = randomUUID();
  private refreshing: Promise<void> = Promise.resolve();
  private watcher: FSWatcher | undefined;
  /** Names of files that the system saw a change of; '' where it did not say which. */
  private readonly touched = new Set<string>();
  private timer: unknown;
  private disposed = false;

  constructor(
    readonly folder: string,
    private readonly options: LedgerOptions,
  ) {
    this.changed = new Emitter(error =>
      options.log.error(`A listener of the ledger failed: ${messageOf(error)}`),
    );
    this.onDidChange = this.changed.event;
  }

  runs(): readonly Run[] {
    return [...this.held.values()].map(held => this.fold(held)).sort((a, b) => b.startedAt - a.startedAt);
  }

  get(runId: string): Run | undefined {
    const held = this.held.get(runId);
    return held && this.fold(held);
  }

  async append(runId: string, ...events: RunEvent[]): Promise<void> {
    const [first] = events;
    if (!first) return;
    let held = this.held.get(runId);
    if (held) held.unfolded.push(...events);
    else if (first.type === 'planned' && first.run.id === runId && runIdPattern.test(runId)) {
      held = this.hold(
        new LedgerFile(join(this.folder, fileName(runId)), this.by),
        first.run,
        events.slice(1),
      );
    } else throw new Error(`The ledger knows no run ${runId}: it was removed, or never planned.`);
    this.changed.fire(runId);
    await held.file.append(events);
  }

  async forget(runId: string): Promise<void> {
    const held = this.held.get(runId);
    if (!held) return;
    this.held.delete(runId);
    await held.file.settled();
    await rm(held.file.path, { force: true });
    this.changed.fire(runId);
  }

  refresh(): Promise<void> {
    this.refreshing = this.refreshing.then(() => this.readFolder());
    return this.refreshing;
  }

  /** Removes runs that ended long ago. */
  async prune(): Promise<void> {
    const before = this.options.clock.now() - keptMs;
    for (const run of this.runs()) {
      if (finalPhases.has(run.phase) && run.endedAt !== null && run.endedAt < before)
        await this.forget(run.id);
    }
  }

  /** Refreshes soon after a file of another window changed. Without it, {@link refresh} on demand has to do. */
  watch(): void {
    const { clock, log } = this.options;
    const stop = (error: unknown) => {
      log.warn(`Runs of other windows are not watched: ${messageOf(error)}`);
      this.watcher?.close();
    };
    try {
      this.watcher = watch(this.folder, { persistent: false }, (_event, name) => {
        if (name && extname(name) !== '.jsonl') return;
        this.touched.add(name ?? '');
        this.timer ??= clock.setTimeout(() => {
          this.timer = undefined;
          this.refreshTouched().catch(stop);
        }, watchDelayMs);
      });
      this.watcher.on('error', stop);
    } catch (error) {
      stop(error);
    }
  }

  dispose(): void {
    this.disposed = true;
    this.watcher?.close();
    this.options.clock.clearTimeout(this.timer);
    this.changed.dispose();
  }

  private hold(file: LedgerFile, run: Run, unfolded: RunEvent[]): Held {
    const held = { file, run, index: indexOf(run), unfolded };
    this.held.set(run.id, held);
    return held;
  }

  private fold(held: Held): Run {
    if (held.unfolded.length > 0) {
      held.run = applyEvents(held.run, held.unfolded, held.index);
      held.unfolded = [];
    }
    return held.run;
  }

  private refreshTouched(): Promise<void> {
    if (this.disposed) return Promise.resolve();
    const names = [...this.touched];
    this.touched.clear();
    if (names.includes('')) return this.refresh();
    this.refreshing = this.refreshing.then(() => this.readFiles(names));
    return this.refreshing;
  }

  private async readFolder(): Promise<void> {
    const names = (await readdir(this.folder)).filter(name => extname(name) === '.jsonl');
    const present = new Set(names);
    const gone = [...this.held.keys()].map(fileName).filter(name => !present.has(name));
    await this.readFiles([...names, ...gone]);
  }

  private async readFiles(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const runId = basename(name, '.jsonl');
      try {
        await this.readFile(runId, name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') await this.dropGone(runId);
        else this.options.log.warn(`The run file ${name} cannot be read: ${messageOf(error)}`);
      }
    }
  }

  /** Forgets a run whose file another window removed, unless the file is just being made. */
  private async dropGone(runId: string): Promise<void> {
    const held = this.held.get(runId);
    if (!held) return;
    await held.file.settled();
    if (await held.file.exists()) return;
    this.held.delete(runId);
    this.changed.fire(runId);
  }

  private async readFile(runId: string, name: string): Promise<void> {
    const { log, clock } = this.options;
    const held = this.held.get(runId);
    const file = held?.file ?? new LedgerFile(join(this.folder, name), this.by);
    const { lines, badLines, modified } = await file.readNew();
    if (badLines > 0)
      log.warn(`${badLines} lines of the run file ${name} are torn or unknown; they are passed over.`);
    const events = lines.map(line => line.event);
    const [first] = events;
    if (held) held.unfolded.push(...events);
    else if (first?.type === 'planned' && first.run.id === runId) this.hold(file, first.run, events.slice(1));
    else if (clock.now() - modified > beginningMs) {
      await rename(file.path, `${file.path}.unreadable`);
      log.warn(`The run file ${name} holds no run; it is set aside as ${name}.unreadable.`);
    }
    if (events.length > 0 && this.held.has(runId)) this.changed.fire(runId);
  }
}
