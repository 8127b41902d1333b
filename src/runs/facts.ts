import type { LlamaCloud, RequestOptions } from '../client/api';
import { ApiError, type ApiErrorKind } from '../client/errors';
import { jobKinds } from './jobKinds';
import { extractFactsOf, type Facts, factsOf, unknownFacts } from './outcomes';
import type { RunJobType } from './run';

/** Most requests for facts at a time. */
export const factsConcurrency = 4;

/** Answers of the server's own fault after which the pages of a job stay unknown, so that none holds up its run. */
const mostServerFailures = 2;
/** Failures that say nothing about the job: the same question may be answered later. */
const passing: ReadonlySet<ApiErrorKind> = new Set(['auth', 'payment', 'rate_limited', 'network', 'timeout']);

/**
 * Reads what a completed job says about its pages and its price, in one request with as little data as the server
 * allows: `job_metadata` is a few numbers, `metadata` is an object a page. A server whose `job_metadata` does not count
 * pages is asked for both from then on.
 */
export class FactsReader {
  private readonly withoutCount = new Set<string>();
  private readonly failures = new Map<string, number>();

  /** Facts of a job; `gone` when the server does not know it. Rejects where asking again later may help. */
  async read(
    client: LlamaCloud,
    connectionId: string,
    jobId: string,
    options: RequestOptions,
    jobType: RunJobType = 'parse_v2',
  ): Promise<Facts | 'gone'> {
    const { listedFacts } = jobKinds[jobType];
    if (listedFacts) return listedFacts;
    try {
      const facts =
        jobType === 'extract_v2'
          ? extractFactsOf(await client.getExtract(jobId, ['usage'], options))
          : await this.ask(client, connectionId, jobId, options);
      this.failures.delete(jobId);
      return facts;
    } catch (error) {
      if (ApiError.is(error, 'not_found')) return 'gone';
      // That this key may not see the details is no reason to hold back the result.
      if (ApiError.is(error, 'forbidden')) return unknownFacts;
      if (!ApiError.is(error) || passing.has(error.kind)) throw error;
      const failures = (this.failures.get(jobId) ?? 0) + 1;
      this.failures.set(jobId, failures);
      if (failures < mostServerFailures) throw error;
      this.failures.delete(jobId);
      return unknownFacts;
    }
  }

  private async ask(
    client: LlamaCloud,
    connectionId: string,
    jobId: string,
    options: RequestOptions,
  ): Promise<Facts> {
    if (this.withoutCount.has(connectionId)) {
      return factsOf(await client.getParse(jobId, ['job_metadata', 'metadata', 'usage'], options));
    }
    const first = factsOf(await client.getParse(jobId, ['job_metadata', 'usage'], options));
    if (first.pages !== null) return first;
    this.withoutCount.add(connectionId);
    const second = factsOf(await client.getParse(jobId, ['metadata'], options));
    return { ...first, pages: second.pages };
  }
}
