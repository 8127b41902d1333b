import type { DocumentParses, ParsedSource } from '../jobs/documentParses';
import { JobFailure } from '../jobs/jobFailure';
import type { Models } from '../models/types';
import { isWorkbook } from './readDocument';
import { hasProperties } from './schemaTask';
import type { Compute } from './thread/compute';
import type { JsonObject } from './types';

export interface SchemaWishes {
  /** A stored file like those to extract from. */
  sample: ParsedSource | null;
  /** What to extract, in the person's words: only a model understands them. */
  prompt: string | null;
  /** A schema to start from, normalized. */
  current: JsonObject | null;
}

export interface SchemaMakerOptions {
  documents: DocumentParses;
  compute: Compute;
  models: Models;
}

/** Pages of a sample that are read: more tell nothing new, and somebody waits for the answer. */
const samplePages = 20;

/** Makes data schemas for `schema/generate`: from a sample's labels and tables, or by a model. */
export class SchemaMaker {
  constructor(private readonly options: SchemaMakerOptions) {}

  /** Throws JobFailure and ModelFailure with a sentence, and the signal's reason. */
  async make({ sample, prompt, current }: SchemaWishes, signal: AbortSignal): Promise<JsonObject> {
    const { compute, models } = this.options;
    const provider = await models.current(signal);
    if (prompt !== null && !provider) {
      throw new JobFailure(
        'A prompt needs a language model, and none is chosen on this machine. Choose one in VS Code (Llama Batches: Choose Language Model…), or give a file_id or a data_schema.',
      );
    }
    const document = sample && (await this.parsed(sample, signal));
    const schema = await compute.run('schema', { document, prompt, current }, { signal, provider });
    if (!hasProperties(schema)) {
      throw new JobFailure(
        'No labels and no tables were found in the file. Give a data_schema, or another file.',
      );
    }
    return schema;
  }

  private async parsed(sample: ParsedSource, signal: AbortSignal) {
    const pages = { targetPages: null, maxPages: samplePages };
    const wishes = { ...pages, parameters: null, tier: 'cost_effective', disableCache: false };
    const { job, files } = await this.options.documents.ofFile(sample, wishes, signal);
    const { name } = job;
    const selection = { ...pages, sheetNames: null };
    return { name, files, isWorkbook: isWorkbook(name), selection };
  }
}
