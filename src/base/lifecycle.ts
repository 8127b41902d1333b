/** Something with an end: a process, socket, timer, listener. */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables and ends them, last come first gone, when it is disposed itself. */
export class DisposableStore implements Disposable {
  private readonly owned = new Set<Disposable>();
  private disposed = false;

  /** Takes ownership; an object added after the end is disposed at once. */
  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.owned.add(item);
    return item;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    for (const item of [...this.owned].reverse()) item.dispose();
    this.owned.clear();
  }
}
