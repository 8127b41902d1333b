/**
 * One call under way that several callers wait for. A caller that gives up only stops waiting; the call itself is
 * aborted when nobody waits any more.
 */
export class SharedCall<T> {
  private current: { promise: Promise<T>; abort: AbortController; waiting: number } | undefined;

  /** True while the call is under way. */
  get isUnderWay(): boolean {
    return this.current !== undefined;
  }

  /** Joins the call under way, or begins one. Rejects with the signal's reason when aborted. */
  async run(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.current ??= this.begin(work);
    const call = this.current;
    call.waiting++;
    try {
      return await untilAborted(call.promise, signal);
    } finally {
      if (--call.waiting === 0) {
        if (this.current === call) this.current = undefined;
        call.abort.abort(new Error('Nobody waits for this any more.'));
      }
    }
  }

  private begin(work: (signal: AbortSignal) => Promise<T>) {
    const abort = new AbortController();
    const promise = work(abort.signal).finally(() => {
      if (this.current?.abort === abort) this.current = undefined;
    });
    // Its callers hear of a failure; without callers left there is nobody to tell.
    promise.catch(() => {});
    return { promise, abort, waiting: 0 };
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
