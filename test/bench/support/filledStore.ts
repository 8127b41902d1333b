import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { systemClock } from '../../../src/base/clock';
import { BatchLifeCycle } from '../../../src/engine/jobs/batchLifeCycle';
import { ParseCache } from '../../../src/engine/jobs/parseCache';
import { ParseLifeCycle } from '../../../src/engine/jobs/parseLifeCycle';
import { DataFolder } from '../../../src/engine/store/dataFolder';
import type { NewParseJob } from '../../../src/engine/store/parseJobs';
import { Store } from '../../../src/engine/store/store';

/** What a store is filled with. */
export interface Filling {
  /** Files of each batch. Missing: none. */
  batches?: readonly number[];
  /** Jobs that belong to no batch. Missing: none. */
  singleJobs?: number;
  /** Whether the jobs have ended; else they wait. */
  ended: boolean;
}

const content = 'A short note, the same in every file.\n';
const parameters = { product_type: 'parse_v2', tier: 'fast', version: 'latest' };
const pages = [
  { page_number: 1, page_width: 0, page_height: 0, text: content, markdown: content, items: [] },
];

/** Fills the data folder of an engine that does not run, by the engine's own steps. Gives the ids of the batches. */
export function fillStore(dataDir: string, { batches = [], singleJobs = 0, ended }: Filling): string[] {
  const folder = new DataFolder(dataDir);
  const store = new Store(folder);
  try {
    return store.transaction(() => {
      const filler = new Filler(store);
      const ids = batches.map(files => filler.batch(files));
      for (let i = 0; i < singleJobs; i++) filler.job(`single-${i}.txt`);
      if (ended) filler.endAll(ids);
      return ids;
    });
  } finally {
    store.dispose();
    folder.dispose();
  }
}

class Filler {
  private readonly projectId: string;
  private readonly document: string;
  private readonly parses: ParseLifeCycle;
  private readonly batches: BatchLifeCycle;

  constructor(private readonly store: Store) {
    const clock = systemClock;
    const announcer = { announce: () => undefined };
    const cache = new ParseCache(store, clock, 'bench');
    this.projectId = store.projects.default(clock.now()).id;
    this.document = this.blob(content);
    this.parses = new ParseLifeCycle({ store, clock, announcer, cache, rangePages: 50, maxPages: 1000 });
    this.batches = new BatchLifeCycle({ store, clock, announcer, kinds: { parse_v2: this.parses } });
  }

  batch(files: number): string {
    const { store, projectId: project_id } = this;
    const now = systemClock.now();
    const directory_id = store.directories.create(
      {
        project_id,
        name: 'filled',
        description: null,
        type: 'user',
        expires_at: null,
        system_metadata: null,
        extra: {},
      },
      now,
    );
    for (let i = 0; i < files; i++) {
      const name = `${i}.txt`;
      const file_id = store.files.create(
        { project_id, name, size: content.length, sha256: this.document },
        now,
      );
      store.directoryFiles.create(
        { project_id, directory_id, file_id, unique_id: name, display_name: name, metadata: {} },
        now,
      );
    }
    const batch = {
      ...{ project_id, directory_id, parameters, job_type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' },
      ...{ tier: 'fast', webhooks: [], job_webhooks: [] },
    };
    const { id } = this.batches.create(batch, store.directoryFiles.sources(directory_id));
    this.batches.start(id);
    return id;
  }

  job(name: string): void {
    const { projectId: project_id, document: sha256 } = this;
    const job: NewParseJob = {
      ...{
        project_id,
        name,
        sha256,
        parameters,
        batch_id: null,
        size: content.length,
        tier: 'fast',
        webhooks: [],
      },
      ...{ user_metadata: null, configuration_id: null, file_id: null, source_url: null, legacy: null },
    };
    this.parses.createJob(job);
  }

  /** Gives every job its result, and ends the batches. */
  endAll(batchIds: readonly string[]): void {
    const { store, parses } = this;
    const written = JSON.stringify({ pages, parser: 'text', warnings: [] });
    const summary = {
      ...{ sha256: this.blob(written), document: { format: 'text', pages: 1 } as const },
      ...{ pages: 1, failedPages: 0, ocrPages: 0, characters: content.length },
    };
    for (const lane of store.ranges.waitingLanes()) {
      for (
        let range = store.ranges.claim(lane, 'smallest');
        range;
        range = store.ranges.claim(lane, 'smallest')
      ) {
        const job = store.jobs.get(range.job_id);
        if (job) parses.parsed(range, job, summary, { ocr: true });
      }
    }
    for (const id of batchIds) this.batches.settle(id, false);
  }

  private blob(text: string): string {
    const sha256 = createHash('sha256').update(text).digest('hex');
    const temporary = this.store.blobs.temporary();
    writeFileSync(temporary, text);
    this.store.blobs.adopt(temporary, sha256);
    return sha256;
  }
}
