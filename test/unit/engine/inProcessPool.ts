import { join } from 'node:path';
import { parseDocument } from '../../../src/engine/parsers/parse';
import type { ParserPool, RangeSummary } from '../../../src/engine/parsers/types';

/** The real parsers without processes of their own: for small documents that are known to be good. */
export class InProcessPool implements ParserPool {
  calls = 0;

  constructor(private readonly folder: string) {}

  parse(...[source, part, options, outPath]: Parameters<ParserPool['parse']>): Promise<RangeSummary> {
    this.calls++;
    const context = { tessdataDir: join(this.folder, 'tessdata'), morePages: () => undefined };
    return parseDocument({ source, part, options, outPath }, context);
  }

  async close(): Promise<void> {}
}
