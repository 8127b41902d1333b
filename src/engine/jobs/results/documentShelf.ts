import type { Readable } from 'node:stream';
import type { ParsedRange } from '../../parsers/types';
import type { ParseJobRow } from '../../store/parseJobs';
import type { ParseDocumentRow } from '../../store/parseOutputs';
import type { Store } from '../../store/store';
import { writeMeasured } from '../../store/writeMeasured';
import { effectiveOptions } from '../parseOptions';
import { type DocumentName, type ResultDocument, resultDocuments } from './documents';

/** What a result comes to is bounded by what made it. */
const unlimited = {
  maxBytes: Number.POSITIVE_INFINITY,
  tooLarge: new Error('No document is too large.'),
  signal: new AbortController().signal,
};

/** Documents made of results: each is made when it is first asked for, and kept as long as its job. */
export class DocumentShelf {
  constructor(private readonly store: Store) {}

  /** A document of a COMPLETED job; `result` is only called where it has yet to be made. */
  async get(
    job: ParseJobRow,
    name: DocumentName,
    result: () => Promise<ParsedRange>,
  ): Promise<ParseDocumentRow | undefined> {
    const kept = this.store.outputs.document(job.id, name);
    const { make }: ResultDocument = resultDocuments[name];
    if (kept || !make) return kept;
    return this.keep(job.id, name, make(await result(), job, effectiveOptions(job.parameters)));
  }

  private async keep(
    jobId: string,
    name: DocumentName,
    content: Readable,
  ): Promise<ParseDocumentRow | undefined> {
    const { store } = this;
    const temporary = store.blobs.temporary();
    try {
      const row = { name, ...(await writeMeasured([content], temporary, unlimited)) };
      return store.durable(() => {
        if (!store.jobs.get(jobId)) return undefined;
        store.adopt(temporary, row.sha256);
        store.outputs.putDocument(jobId, row);
        return row;
      });
    } finally {
      store.blobs.discard(temporary);
    }
  }
}
