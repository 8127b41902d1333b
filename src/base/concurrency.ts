/**
 * Works through a queue with at most `limit` items at a time; `work` may push further items. Resolves when the queue
 * is empty and all work has ended. The first error, or the signal, takes no further item, waits for what is under way
 * and then rejects with it.
 */
export function drain<T>(
  initial: Iterable<T>,
  limit: number,
  work: (item: T, push: (item: T) => void) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const queue = [...initial];
    let next = 0;
    let active = 0;
    let failed: { reason: unknown } | undefined;

    const step = () => {
      if (!failed && signal?.aborted) failed = { reason: signal.reason };
      while (!failed && active < limit && next < queue.length) {
        const item = queue[next++] as T;
        active++;
        work(item, pushed => queue.push(pushed))
          .catch(reason => {
            failed ??= { reason };
          })
          .finally(() => {
            active--;
            step();
          });
      }
      if (active > 0) return;
      if (failed) reject(failed.reason);
      else resolve();
    };
    step();
  });
}
