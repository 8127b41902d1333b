import type { JobFilter, LlamaCloud, RequestOptions } from '../client/api';
import type { Page } from '../protocol/pages';
import { type Charge, extractFactsOf, type JobState } from './outcomes';
import type { RunJobType } from './run';

/** A job as a list of its kind tells it. */
export interface Job extends JobState {
  id: string;
}

/** How jobs of one kind are asked for. */
export interface JobKind {
  list(client: LlamaCloud, filter: JobFilter, options: RequestOptions): Promise<Page<Job>>;
  get(client: LlamaCloud, jobId: string, options: RequestOptions): Promise<Job>;
  /** Only what it cost. */
  charge(client: LlamaCloud, jobId: string, options: RequestOptions): Promise<Charge>;
}

export const jobKinds: Readonly<Record<RunJobType, JobKind>> = {
  parse_v2: {
    list: (client, filter, options) => client.listParseJobs(filter, options),
    get: async (client, jobId, options) => (await client.getParse(jobId, [], options)).job,
    charge: async (client, jobId, options) => {
      const { job } = await client.getParse(jobId, ['usage'], options);
      return { credits: job.usage?.credits ?? null, tier: job.tier };
    },
  },
  extract_v2: {
    list: (client, filter, options) => client.listExtractJobs(filter, options),
    get: (client, jobId, options) => client.getExtract(jobId, [], options),
    charge: async (client, jobId, options) => {
      const { credits, tier } = extractFactsOf(await client.getExtract(jobId, ['usage'], options));
      return { credits, tier };
    },
  },
};

/** The kind that a server names; undefined for one that cannot be followed. */
export function followedKind(jobType: string): RunJobType | undefined {
  return jobType === 'parse_v2' || jobType === 'extract_v2' ? jobType : undefined;
}
