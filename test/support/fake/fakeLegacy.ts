import type { LegacyWindow, LlamaCloud } from '../../../src/client/api';
import type { DirectoryFile } from '../../../src/protocol/directoryFiles';
import type { LegacyBatch, LegacyItem, LegacyResults } from '../../../src/protocol/legacyJobs';
import { type FakeCore, pageAt, refusal } from './fakeCore';

const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled']);

/** The legacy batch route. Batches and items are as the test leaves them. */
export class FakeLegacy {
  readonly batches = new Map<string, LegacyBatch>();
  /** By batch id. */
  readonly items = new Map<string, LegacyItem[]>();
  /** By item id. */
  readonly results = new Map<string, LegacyResults>();

  constructor(
    private readonly core: FakeCore,
    private readonly filesOf: (directoryId: string) => readonly DirectoryFile[],
  ) {}

  /** A batch that waits. */
  add(files: readonly DirectoryFile[], more: Partial<LegacyBatch> = {}): LegacyBatch {
    const batch: LegacyBatch = {
      ...{ id: this.core.id('bjb'), project_id: 'project', directory_id: null },
      ...{ job_type: 'parse', status: 'pending', error_message: null, total_items: files.length },
      ...{ processed_items: 0, failed_items: 0, skipped_items: 0, started_at: null, completed_at: null },
      ...this.core.stamp(),
      ...more,
    };
    const items = files.map(file => ({
      ...{ item_id: file.id, item_name: file.display_name, status: 'pending', job_id: null },
      ...{ skip_reason: null, error_message: null, started_at: null, completed_at: null },
    }));
    this.batches.set(batch.id, batch);
    this.items.set(batch.id, items);
    return batch;
  }

  listLegacyBatches: LlamaCloud['listLegacyBatches'] = (filter, options) =>
    this.core.call('listLegacyBatches', filter.directory_id ?? '', options, () => {
      const kept = [...this.batches.values()].reverse().filter(batch => {
        const { directory_id, job_type, status } = filter;
        return Object.entries({ directory_id, job_type, status }).every(
          ([key, value]) => value === undefined || batch[key] === value,
        );
      });
      return inWindow(kept, filter, 50);
    });

  getLegacyBatch: LlamaCloud['getLegacyBatch'] = (id, options) =>
    this.core.call('getLegacyBatch', id, options, () => {
      const job = this.core.known(this.batches, id);
      const done = (job.processed_items ?? 0) + (job.failed_items ?? 0) + (job.skipped_items ?? 0);
      return { job, progress_percentage: job.total_items ? (100 * done) / job.total_items : 0 };
    });

  createLegacyClassify: LlamaCloud['createLegacyClassify'] = (body, options) =>
    this.core.call('createLegacyClassify', body.directory_id, options, () =>
      this.add(this.filesOf(body.directory_id), {
        directory_id: body.directory_id,
        job_type: 'classify',
        project_id: options?.projectId ?? 'project',
      }),
    );

  cancelLegacyBatch: LlamaCloud['cancelLegacyBatch'] = (id, _reason, options) =>
    this.core.call('cancelLegacyBatch', id, options, () => {
      const batch = this.core.known(this.batches, id);
      if (ended.has(batch.status)) throw refusal(400, `The batch is ${batch.status} already.`);
      this.batches.set(id, { ...batch, status: 'cancelled' });
      return { job_id: id, status: 'cancelled', message: null };
    });

  listLegacyItems: LlamaCloud['listLegacyItems'] = (id, filter, options) =>
    this.core.call('listLegacyItems', id, options, () => {
      const items = this.core.known(this.items, id);
      const kept = items.filter(item => filter.status === undefined || item.status === filter.status);
      return inWindow(kept, filter, 100);
    });

  getLegacyResults: LlamaCloud['getLegacyResults'] = (itemId, options) =>
    this.core.call('getLegacyResults', itemId, options, () => this.core.known(this.results, itemId));
}

function inWindow<T>(items: readonly T[], { limit, offset }: LegacyWindow, usual: number) {
  return pageAt(items, offset ?? 0, limit ?? usual);
}
