import { setTimeout as pause } from 'node:timers/promises';

/** Longest wait for what a real engine does by itself. */
const limitMs = 20_000;

/** Asks until the answer is yes. Throws where it stays no. */
export async function until(ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`It did not come about in ${limitMs / 1000} s.`);
    await pause(50);
  }
}
