import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Clock } from '../../base/clock';
import { localParseVersion } from '../../protocol/parseVersions';
import type { NewParseJob, ParseJobRow } from '../store/parseJobs';
import type { Store } from '../store/store';
import { effectiveOptions } from './parseOptions';

/** Life of a result in the cache (LlamaCloud API docs, "Data retention"). */
const lifeMs = 48 * 3_600_000;

/**
 * Results of earlier jobs: the same bytes with the same options come to the same result, in whatever project or batch.
 * The finished jobs are the cache: each keeps the key of its result, and whoever takes it refers to the same blobs.
 */
export class ParseCache {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    /** Version of the engine, whose parsers may read better than those of the one before. */
    private readonly version: string,
  ) {}

  /** Only what acts on the result counts: not the tier, the time it may take, nor what does not act here at all. */
  keyOf({ name, sha256, parameters }: Pick<NewParseJob, 'name' | 'sha256' | 'parameters'>): string {
    const { parse, allowedFailures } = effectiveOptions(parameters);
    const { timeout: _, ...options } = parse;
    const parser = [localParseVersion, this.version];
    const parts = [parser, sha256, extname(name).toLowerCase(), options, allowedFailures];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  /**
   * Gives the job the result of an earlier one, unless its parameters say `disable_cache` or there is none. True when it
   * did; the caller ends the job. Inside the caller's transaction.
   */
  fill({ id, batch_id, cache_key, parameters }: ParseJobRow): boolean {
    if (cache_key === null || parameters['disable_cache'] === true) return false;
    const { store, clock } = this;
    const now = clock.now();
    const earlier = store.jobs.withResult(cache_key, now - lifeMs);
    if (!earlier || earlier.computed_at === null || earlier.computed_at > now) return false;
    store.ranges.copyDone(earlier.id, id, batch_id ?? id);
    store.outputs.copyImages(earlier.id, id);
    store.jobs.setInspection(id, earlier.format ?? '', earlier.pages ?? 1, now);
    store.jobs.setCached(id, earlier.computed_at);
    return true;
  }
}
