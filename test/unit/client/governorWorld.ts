import assert from 'node:assert/strict';
import type { AttemptKind, AttemptOutcome } from '../../../src/client/attemptGate';
import { Governor } from '../../../src/client/governor';
import { FakeClock, settle } from '../../support/fakeClock';

interface Asked {
  kind?: AttemptKind;
  projectId?: string;
  patienceMs?: number;
  signal?: AbortSignal;
}

/** Asks a governor for places and notes when they were given. */
export class GovernorWorld {
  readonly clock = new FakeClock();
  readonly began = this.clock.now();
  most = 100;
  readonly governor = new Governor({ clock: this.clock, maxUploads: () => this.most });
  /** Seconds of `throttledUntil` at each change; null for none. */
  readonly told: (number | null)[] = [];
  /** Names that started, with the seconds after the beginning. */
  readonly started: [string, number][] = [];
  readonly failed: [string, unknown][] = [];
  private readonly places = new Map<string, (outcome: AttemptOutcome) => void>();

  constructor() {
    this.governor.onDidChange(() => {
      const { throttledUntil } = this.governor;
      this.told.push(throttledUntil === null ? null : this.seconds(throttledUntil));
    });
  }

  async ask(name: string, { kind = 'upload', patienceMs = 60_000, ...more }: Asked = {}): Promise<void> {
    this.governor.enter({ kind, patienceMs, ...more }).then(
      leave => {
        this.started.push([name, this.seconds(this.clock.now())]);
        this.places.set(name, leave);
      },
      error => this.failed.push([name, error]),
    );
    await settle();
  }

  async askMany(count: number, prefix: string, asked: Asked = {}): Promise<void> {
    for (let i = 0; i < count; i++) await this.ask(`${prefix}${i}`, asked);
  }

  async leave(name: string, outcome: AttemptOutcome = { status: 200 }): Promise<void> {
    const leave = this.places.get(name);
    assert.ok(leave, `${name} did not start`);
    this.places.delete(name);
    leave(outcome);
    await settle();
  }

  /** Names of those under way. */
  get active(): string[] {
    return [...this.places.keys()];
  }

  /** Uploads that succeed at once, one after another `atATime` at a time, until `count` have been. */
  async uploadMany(count: number, atATime: number, asked: Asked = {}): Promise<void> {
    for (let sent = 0; sent < count; ) {
      const round = Math.min(atATime, count - sent);
      for (let i = 0; i < round; i++) void this.ask(`${asked.projectId ?? ''}#${sent + i}`, asked);
      await settle();
      for (let left = round; left > 0; ) {
        const [name] = this.active;
        if (name === undefined) await this.clock.advance(this.clock.next ?? assert.fail('waits for nothing'));
        else {
          await this.leave(name);
          left--;
        }
      }
      sent += round;
    }
  }

  /** Seconds after the beginning. */
  seconds(ms: number): number {
    return (ms - this.began) / 1000;
  }
}
