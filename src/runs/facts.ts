import type { LlamaCloud, RequestOptions } from '../client/api';
import { ApiError } from '../client/errors';
import { type Facts, factsOf, unknownFacts } from './outcomes';

/** Most requests for facts at a time. */
export const factsConcurrency = 4;

/** Answers of the server's own fault after which the pages of a job stay unknown, so that none holds up its run. */
const mostServerFailures = 2;

/**
 * Reads what a completed job says about its pages, with as little data as the server allows: `job_metadata` is a few
 * numbers, `metadata` is an object a page. A server whose `job_metadata` does not count pages is asked for both in one
 * request from then on.
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
  ): Promise<Facts | 'gone'> {
    try {
      const facts = await this.ask(client, connectionId, jobId, options);
      this.failures.delete(jobId);
      return facts;
    } catch (error) {
      if (ApiError.is(error, 'not_found')) return 'gone';
      if (!ApiError.is(error) || ['auth', 'forbidden', 'rate_limited', 'network'].includes(error.kind))
        throw error;
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
      return factsOf(await client.getParse(jobId, ['job_metadata', 'metadata'], options));
    }
    const first = factsOf(await client.getParse(jobId, ['job_metadata'], options));
    if (first.pages !== null) return first;
    this.withoutCount.add(connectionId);
    const second = factsOf(await client.getParse(jobId, ['metadata'], options));
    return { ...second, failedPages: first.failedPages };
  }
}
