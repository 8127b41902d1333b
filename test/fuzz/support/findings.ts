import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = 'out/fuzz';
/** More of one kind tell nothing new. */
const mostOfAKind = 3;

/** What the fuzzer has found: printed at once, and kept with what led to it. */
export class Findings {
  private readonly kinds = new Map<string, number>();

  constructor(private readonly seed: number) {}

  get count(): number {
    return [...this.kinds.values()].reduce((sum, n) => sum + n, 0);
  }

  /** `kind` tells findings of one cause from others as well as it can; `input` is what to send again. */
  add(kind: string, told: string, input: Uint8Array | string, suffix = '.txt'): void {
    const n = (this.kinds.get(kind) ?? 0) + 1;
    this.kinds.set(kind, n);
    if (n > mostOfAKind) return;
    mkdirSync(folder, { recursive: true });
    const name = `${this.seed}-${kind.replace(/\W+/g, '-').slice(0, 60)}-${n}${suffix}`;
    writeFileSync(join(folder, name), input);
    console.log(`FOUND ${kind}: ${told.slice(0, 1000)}\n      ${join(folder, name)}`);
  }
}
