import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ParsedRange } from '../../parsers/types';
import { flush } from '../../store/blobs';
import type { ParseJobRow } from '../../store/parseJobs';
import type { ParseDocumentRow } from '../../store/parseOutputs';
import type { Store } from '../../store/store';
import { effectiveOptions } from '../parseOptions';
import { type DocumentName, type ResultDocument, resultDocuments } from './documents';

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
    const bytes = Buffer.from(make(await result(), job, effectiveOptions(job.parameters)));
    return this.keep(job.id, name, bytes);
  }

  private async keep(
    jobId: string,
    name: DocumentName,
    bytes: Buffer,
  ): Promise<ParseDocumentRow | undefined> {
    const { store } = this;
    const row = { name, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    const temporary = store.blobs.temporary();
    try {
      await writeFile(temporary, bytes, { mode: 0o600, flag: 'wx' });
      await flush(temporary);
      return store.durable(() => {
        if (!store.jobs.get(jobId)) return undefined;
        store.blobs.adopt(temporary, row.sha256);
        store.outputs.putDocument(jobId, row);
        return row;
      });
    } finally {
      store.blobs.discard(temporary);
    }
  }
}
