import type { OpenLedger } from '../../../../src/runs/ledger';

/** Counts the points at which a process can die, and dies at one of them: from then on nothing works any more. */
export class Doom {
  points = 0;
  constructor(private readonly at: number) {}

  point(): void {
    if (++this.points >= this.at) throw new Error('The process is dead.');
  }

  over(ledger: OpenLedger): OpenLedger {
    const append: OpenLedger['append'] = async (runId, ...events) => {
      this.point();
      await ledger.append(runId, ...events);
      this.point();
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
