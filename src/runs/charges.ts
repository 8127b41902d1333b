import { count } from '../base/amounts';
import type { FileRow } from './rows';

/** What a server charged for files, as far as it has told. */
export interface Charges {
  credits: number;
  /** Files whose credits are known. */
  files: number;
  /** Files with a job whose credits the server has not told: not billed yet, still running, or ended without a charge. */
  unknown: number;
}

/** Adds up the charges of files. An unchanged file has its result from elsewhere and costs nothing here. */
export function chargesOf(files: Iterable<Pick<FileRow, 'credits' | 'jobId' | 'outcome'>>): Charges {
  const charges = { credits: 0, files: 0, unknown: 0 };
  for (const { credits, jobId, outcome } of files) {
    if (outcome === 'unchanged') continue;
    if (credits !== null) {
      charges.credits += credits;
      charges.files++;
    } else if (jobId !== null) charges.unknown++;
  }
  return charges;
}

/** "1,180 credits", "1 credit", "0.3 credits". */
export const creditsWord = (credits: number): string => count(Math.round(credits * 100) / 100, 'credit');

/** What a person who cancels should know of what it costs all the same. */
export function chargedSentence({ credits, files, unknown }: Charges): string {
  const rest =
    unknown > 0 ? ` What ${count(unknown, 'further file')} cost is not known yet; it shows in the list.` : '';
  if (files > 0) return `${creditsWord(credits)} charged so far, for ${count(files, 'file')}.${rest}`;
  return unknown > 0
    ? `The server has not told yet what it charges for the ${count(unknown, 'file')} that it began.`
    : 'Nothing was charged.';
}
