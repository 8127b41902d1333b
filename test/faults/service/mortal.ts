import type { OpenLedger } from '../../../src/runs/ledger';
import type { PlannedFile, Run, RunTarget } from '../../../src/runs/run';
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
  /** Appends that are not on disk yet. */
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly world: World,
    private readonly random: Random,
    private readonly target: RunTarget,
    private readonly options: WindowOptions = { maxBatchFiles: 70 },
  ) {
    this.dying = Array.from({ length: deaths }, () => random.int(2, mostAppends)).sort((a, b) => a - b);
  }

  async bringToEnd(plan: { files: PlannedFile[] }): Promise<Run> {
    const bystander = this.random.chance(0.5) ? await this.world.open(this.options) : undefined;
    if (bystander) this.attend(bystander);
    bystander?.poller.setFocused(false);
    for (let generation = 0; ; generation++) {
      const life = await this.live(window =>
        generation === 0 ? window.runner.startRun(plan, this.target) : window.runner.resumeAll(),
      );
      if (life) return life;
      // The other window may be faster than the new one.
      if (bystander && this.random.chance(0.5)) void bystander.runner.resumeAll();
    }
  }

  /** One window's life; undefined where it died before the run's end. */
  private async live(start: (window: Window) => Promise<unknown>): Promise<Run | undefined> {
    let die = (): void => undefined;
    const death = new Promise<undefined>(resolve => {
      die = () => resolve(undefined);
    });
    const window = await this.world.open({ ...this.options, wrap: ledger => this.mortal(ledger, die) });
    const { ledger } = window;
    if (window.connection.isRefused) await this.world.signIn();
    this.attend(window);
    const driving = start(window).catch(error => {
      // What a dead window throws is nobody's business.
      if (!window.net.dead) throw error;
    });
    const ended = new Promise<Run>(resolve => {
      const look = () => {
        const run = ledger.runs().find(({ phase }) => finalPhases.has(phase));
        if (run) resolve(run);
      };
      ledger.onDidChange(look);
      look();
    });
    for (const run of ledger.runs()) this.help(window, run);
    const end = await Promise.race([ended, death]);
    if (!end) window.net.die();
    await Promise.allSettled(this.writing);
    await ledger.refresh();
    const run = end && ledger.get(end.id);
    window.dispose();
    await driving;
    await Promise.allSettled(this.writing);
    // A new window takes longer to open than a request that was under way takes to arrive.
    await this.world.service.server.atRest();
    return run;
  }

  /** Follows what runs, and has a person sit before the window. */
  private attend(window: Window): void {
    window.connection.onDidRefuse(() => void this.world.pass(patienceMs).then(() => this.world.signIn()));
    window.runner.onDidPause(({ run }) => this.help(window, run));
    window.poller.start();
  }

  /** What a person does about a run that waits for one. */
  private help({ runner, net }: Window, { id, pause }: Run): void {
    if (!pause || pause.until !== null || pause.reason === 'auth') return;
    void this.world.pass(patienceMs).then(async () => {
      if (!net.dead) await runner[pause.reason === 'plan' ? 'useJobs' : 'resume'](id);
    });
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
      const written = ledger.append(runId, ...events);
      this.writing.add(written);
      await written.finally(() => this.writing.delete(written));
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
