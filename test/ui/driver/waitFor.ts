const deadlineMs = 30_000;
const pauseMs = 50;

/**
 * Asks until the answer is neither false nor undefined, and returns it.
 *
 * @param what names the awaited state in the error
 * @throws Error after `withinMs` (30 s)
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | false | undefined> | T | false | undefined,
  withinMs: number = deadlineMs,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for: ${what}.`);
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
}
