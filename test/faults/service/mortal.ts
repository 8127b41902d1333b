import type { OpenLedger } from '../../../src/runs/ledger';
import type { PlannedFile, Run } from '../../../src/runs/run';
import { finalPhases } from '../../../src/runs/runRow';
import type { Random } from '../../support/random';
import type { Window, WindowOptions, World } from './world';

/** Appends to the ledger at which windows may die: those of a run of 200 files. */
const mostAppends = 700;
const deaths = 3;
/** Virtual milliseconds after which a person looks at a run that stands still. */
const patienceMs = 10 * 60_000;

/** Takes a run to its end as people do: windows die and are opened again, and what waits for a person gets one. */
export class Mortal {
  private readonly dying: number[];
  private appends = 0;

  constructor(
    private readonly world: World,
    private readonly random: Random,
    private readonly options: WindowOptions = { maxBatchFiles: 70 },
  ) {
    this.dying = Array.from({ length: deaths }, () => random.int(2, mostAppends)).sort((a, b) => a - b);
  }

  async bringToEnd(plan: { files: PlannedFile[] }): Promise<Run> {
    for (let generation = 0; ; generation++) {
      const life = await this.live(window =>
        generation === 0 ? window.runner.startRun(plan, this.world.target()) : window.runner.resumeAll(),
      );
      if (life) return life;
    }
  }

  /** One window's life; undefined where it died before the run's end. */
  private async live(start: (window: Window) => Promise<unknown>): Promise<Run | undefined> {
    let die = (): void => undefined;
    const death = new Promise<undefined>(resolve => {
      die = () => resolve(undefined);
    });
    const window = await this.world.open({ ...this.options, wrap: ledger => this.mortal(ledger, die) });
    const { ledger, poller, runner } = window;
    poller.onAuthLost(({ connectionId }) => poller.resume(connectionId));
    poller.start();
    const driving = this.drive(window, start(window));
    const ended = new Promise<Run>(resolve => {
      const look = () => {
        const run = ledger.runs().find(({ phase }) => finalPhases.has(phase));
        if (run) resolve(run);
      };
      ledger.onDidChange(look);
      look();
    });
    const run = await Promise.race([ended, death]);
    if (!run) window.net.die();
    runner.dispose();
    poller.dispose();
    await driving;
    window.dispose();
    return run;
  }

  /** Lets the person go on with a run that has stopped, until it needs nobody. */
  private async drive(window: Window, begun: Promise<unknown>): Promise<void> {
    const { ledger, runner } = window;
    try {
      await begun;
      for (;;) {
        const run = ledger.runs().find(({ phase }) => phase === 'uploading');
        if (!run || window.net.dead) return;
        await this.world.pass(patienceMs);
        await runner.resume(run.id);
      }
    } catch (error) {
      // What a dead window throws is nobody's business.
      if (!window.net.dead) throw error;
    }
  }

  private mortal(ledger: OpenLedger, die: () => void): OpenLedger {
    let dead = false;
    const point = () => {
      this.appends++;
      if (!dead && this.dying[0] !== undefined && this.appends >= this.dying[0]) {
        this.dying.shift();
        dead = true;
        die();
      }
      if (dead) throw new Error('The process is dead.');
    };
    const append: OpenLedger['append'] = async (runId, ...events) => {
      const before = this.random.chance(0.5);
      if (before || dead) point();
      await ledger.append(runId, ...events);
      if (!before) point();
    };
    return new Proxy(ledger, {
      get: (_, key) => {
        if (key === 'append') return append;
        const value = Reflect.get(ledger, key);
        return typeof value === 'function' ? value.bind(ledger) : value;
      },
    });
  }
}
