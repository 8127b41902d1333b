import { count, formatBytes } from '../../base/amounts';
import type { EarlierByPath } from '../earlier/findEarlier';
import type { UnderWay } from '../earlier/underWay';
import type { PlannedFile, RunJobType } from '../run';
import { creditsWords, type Estimate, estimate, pagesWords } from './estimate';
import type { Plan } from './plan';

/** Files that would be sent together, and what that would cost. */
export interface Sending {
  files: number;
  bytes: number;
  estimate: Estimate;
}

/** What a person is asked about before a run starts. */
export interface Offer {
  /** With its pages counted. */
  plan: Plan;
  earlier: EarlierByPath;
  /** Files that a run parses at the moment: nobody knows yet that they need not be sent. */
  underWay: UnderWay | null;
  /** Files that have no earlier result. */
  fresh: Sending;
  /** All files, also those that have one. */
  all: Sending;
}

/** How many files and credits are sent without asking once more; 0 always asks. */
export interface ConfirmLimits {
  credits: number;
  files: number;
}

/** Adds up what a plan would send under a configuration's parameters. */
export function offerOf(
  plan: Plan,
  earlier: EarlierByPath,
  jobType: RunJobType,
  parameters: Readonly<Record<string, unknown>>,
  underWay: UnderWay | null = null,
): Offer {
  const sending = (files: readonly PlannedFile[]): Sending => ({
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    estimate: estimate(files, jobType, parameters),
  });
  const fresh = plan.files.filter(file => !earlier.has(file.path));
  return { plan, earlier, underWay, fresh: sending(fresh), all: sending(plan.files) };
}

/** The files of a run: those with an earlier result are marked with it, unless they are to be parsed again. */
export function filesToStart({ plan, earlier }: Offer, again: boolean): PlannedFile[] {
  if (again) return [...plan.files];
  return plan.files.map(file => ({ ...file, earlier: earlier.get(file.path) ?? null }));
}

/** "3.2 MB · ≈ 52 pages · ≈ 520 credits · US$0.65", without the price where nothing is charged. */
export function sendingWords({ bytes, estimate }: Sending, charges: boolean): string {
  const price = charges ? [creditsWords(estimate)] : [];
  return [formatBytes(bytes), pagesWords(estimate), ...price].join(' · ');
}

/**
 * Whether a person should say yes once more: documents leave the machine and credits are charged, more than a setting
 * allows or nobody knows how many.
 */
export function needsConfirmation({ files, estimate }: Sending, limits: ConfirmLimits): boolean {
  const { credits } = estimate;
  return files > 0 && (credits === null || credits > limits.credits || files > limits.files);
}

/** The sentences of the last question before anything is sent. */
export function confirmWords(sending: Sending, { all, underWay }: Pick<Offer, 'all' | 'underWay'>): string {
  const { estimate } = sending;
  const unchanged = all.files - sending.files;
  return [
    `${sendingWords(sending, true)}.`,
    ...(estimate.uncounted
      ? [
          `The pages of ${count(estimate.uncounted, 'file')} cannot be counted here; at least one each is charged.`,
        ]
      : []),
    ...(unchanged
      ? [`${count(unchanged, 'unchanged file')} ${unchanged === 1 ? 'is' : 'are'} not sent.`]
      : []),
    ...(underWay ? [`${underWayWords(underWay)}; what is sent twice is charged twice.`] : []),
    'Estimated by the published prices; the server charges what it counts itself.',
  ].join(' ');
}

/** "118 of the files are in the batch “docs”, which has not ended". */
export function underWayWords({ files, label }: UnderWay): string {
  const some = files === 1 ? 'One of the files is' : `${files.toLocaleString('en')} of the files are`;
  return `${some} in the batch “${label}”, which has not ended`;
}
