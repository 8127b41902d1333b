import type { Disposable } from './lifecycle';

/** Longest wait for somebody to say how the thing is made, in milliseconds. */
const longestMs = 30_000;

/** A thing that is made when it is first asked for, by somebody who may come later than the question. Owns what it made. */
export class Later<T extends Disposable> implements Disposable {
  private make: ((make: () => Promise<T>) => void) | undefined;
  private readonly maker = new Promise<() => Promise<T>>(resolve => {
    this.make = resolve;
  });
  private made: Promise<T> | undefined;

  /** Says how it is made; only the first one counts. */
  provide(make: () => Promise<T>): void {
    this.make?.(make);
  }

  /** Rejects with what making it throws, and with a sentence where nobody comes who can make it. */
  get(): Promise<T> {
    this.made ??= Promise.race([this.maker, tooLate()]).then(make => make());
    // Another question may have better luck.
    this.made.catch(() => {
      this.made = undefined;
    });
    return this.made;
  }

  dispose(): void {
    this.made?.then(
      made => made.dispose(),
      () => undefined,
    );
  }
}

/** Its timer keeps no process alive. */
const tooLate = () =>
  new Promise<never>((_, reject) => {
    const error = new Error('Llama Batches has not started. Reload the window.');
    AbortSignal.timeout(longestMs).addEventListener('abort', () => reject(error));
  });
