import { count } from '../base/amounts';
import type { FileOutcome, RunFile } from './run';
import { creditsOf } from './runRow';

/** What was charged for a run, as far as the server has told. */
export interface Charges {
  /** Null where none is known. */
  credits: number | null;
  /** Files whose credits the server has not told yet. */
  uncounted: number;
}

/** What was charged for files, over all attempts. */
export function chargesOf(files: readonly RunFile[]): Charges {
  const known = files.flatMap(file => creditsOf(file) ?? []);
  return {
    credits: known.length === 0 ? null : known.reduce((a, b) => a + b, 0),
    uncounted: files.filter(({ outcome, credits }) => charged.has(outcome) && credits === null).length,
  };
}

/** Outcomes that a server charges for. */
const charged: ReadonlySet<FileOutcome> = new Set(['done', 'done_with_failed_pages']);

/** "1,180 credits", "1 credit", "0.33 credits". */
export const creditsWord = (credits: number): string => count(Math.round(credits * 100) / 100, 'credit');

/** What a person who cancels should know of what it costs all the same. */
export function chargedSentence({ credits, uncounted }: Charges): string {
  const further = count(uncounted, credits === null ? 'file' : 'further file');
  const unknown = `what the server charges for ${further} is not known yet`;
  if (credits !== null) {
    return `${creditsWord(credits)} ${credits === 1 ? 'was' : 'were'} charged already${uncounted > 0 ? `; ${unknown}` : ''}.`;
  }
  return uncounted > 0
    ? `W${unknown.slice(1)}.`
    : 'The server has told of no charge. Files that it is at work on may still be charged.';
}
