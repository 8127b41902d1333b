import { existsSync, readFileSync } from 'node:fs';

/**
 * How a suite's last program ended: its exit code, null after a signal; `why` where it did not end by itself.
 * @typedef {{ code: number | null, why?: string, interrupted?: boolean }} End
 */

/**
 * What a suite came to. `why` holds the reason of a failure that no test stands for.
 * @typedef {{ passed: number, failed: number, why?: string }} Counts
 */

/**
 * Counts a finished suite. One that died, wrote no report or ran no test has failed once more than its tests say.
 * @param {End} end
 * @param {string | undefined} report file of mocha's JSON report; undefined for a suite that is one check
 * @returns {Counts}
 */
export function readCounts(end, report) {
  const died = () => end.why ?? (end.code === null ? 'was killed' : `ended with exit code ${end.code}`);
  if (report === undefined) {
    return end.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, why: died() };
  }
  if (!existsSync(report)) return { passed: 0, failed: 1, why: `${died()}, without a report` };
  const { passes, failures } = JSON.parse(readFileSync(report, 'utf8')).stats;
  if (passes + failures === 0) return { passed: 0, failed: 1, why: 'ran no test' };
  if (failures === 0 && end.code !== 0) return { passed: passes, failed: 1, why: died() };
  return { passed: passes, failed: failures };
}
