import type { Disposable } from './lifecycle';

/** Subscribes a listener until the returned object is disposed; the shape of VS Code's own Event. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Source of an {@link Event}. A listener that throws keeps no other from hearing; its error goes to `onError`. */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private readonly onError?: (error: unknown) => void) {}

  readonly event: Event<T> = listener => {
    const own = (value: T) => listener(value);
    this.listeners.add(own);
    return { dispose: () => void this.listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.onError?.(error);
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}
