import type { JobFilter, LlamaCloud, RequestOptions } from '../client/api';
import type { ClassifyJob } from '../protocol/classifyJobs';
import type { Page } from '../protocol/pages';
import {
  type Charge,
  classifiedOf,
  extractFactsOf,
  type Facts,
  type JobState,
  unknownFacts,
} from './outcomes';
import type { RunJobType } from './run';

/** A job as a list of its kind tells it. */
export interface Job extends JobState {
  id: string;
}

/** How jobs of one kind are asked for. */
export interface JobKind {
  list(client: LlamaCloud, filter: JobFilter, options: RequestOptions): Promise<Page<Job>>;
  get(client: LlamaCloud, jobId: string, options: RequestOptions): Promise<Job>;
  /** Ends a job that has not ended; one that has is refused. */
  cancel(client: LlamaCloud, jobId: string, options: RequestOptions): Promise<unknown>;
  /** Deletes a job that has ended, and its result. */
  remove(client: LlamaCloud, jobId: string, options: RequestOptions): Promise<void>;
  /** Only what it cost; absent where the API never tells. */
  charge?(client: LlamaCloud, jobId: string, options: RequestOptions): Promise<Charge>;
  /** Facts of a completed job of the list; absent where they have to be asked for. */
  listedFacts?: Facts;
}

export const jobKinds: Readonly<Record<RunJobType, JobKind>> = {
  parse_v2: {
    list: (client, filter, options) => client.listParseJobs(filter, options),
    get: async (client, jobId, options) => (await client.getParse(jobId, [], options)).job,
    cancel: (client, jobId, options) => client.cancelParseJob(jobId, options),
    remove: (client, jobId, options) => client.deleteParseJob(jobId, options),
    charge: async (client, jobId, options) => {
      const { job } = await client.getParse(jobId, ['usage'], options);
      return { credits: job.usage?.credits ?? null, tier: job.tier };
    },
  },
  extract_v2: {
    list: (client, filter, options) => client.listExtractJobs(filter, options),
    get: (client, jobId, options) => client.getExtract(jobId, [], options),
    cancel: (client, jobId, options) => client.cancelExtractJob(jobId, options),
    remove: (client, jobId, options) => client.deleteExtractJob(jobId, options),
    charge: async (client, jobId, options) => {
      const { credits, tier } = extractFactsOf(await client.getExtract(jobId, ['usage'], options));
      return { credits, tier };
    },
  },
  classify_v2: {
    list: async (client, filter, options) => {
      const page = await client.listClassifyJobs(filter, options);
      return { ...page, items: page.items.map(classifyJobOf) };
    },
    get: async (client, jobId, options) => classifyJobOf(await client.getClassify(jobId, options)),
    cancel: (client, jobId, options) => client.cancelClassifyJob(jobId, options),
    remove: (client, jobId, options) => client.deleteClassifyJob(jobId, options),
    listedFacts: unknownFacts,
  },
};

const classifyJobOf = (job: ClassifyJob): Job => ({ ...job, classified: classifiedOf(job) });

/** The kind that a server names; undefined for one that cannot be followed. */
export function followedKind(jobType: string): RunJobType | undefined {
  return Object.hasOwn(jobKinds, jobType) ? (jobType as RunJobType) : undefined;
}
