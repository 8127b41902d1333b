import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ParsedPage, ParsedRange, ParserPool, RangeSummary } from '../../../../src/engine/parsers/types';

/** A pool that finds the same pages in every document. */
export class StoredPages implements ParserPool {
  private readonly written: string;

  constructor(private readonly pages: readonly ParsedPage[]) {
    const range: ParsedRange = { pages: [...pages], parser: 'stored', warnings: [] };
    this.written = JSON.stringify(range);
  }

  async parse(...[, , , outPath]: Parameters<ParserPool['parse']>): Promise<RangeSummary> {
    await writeFile(outPath, this.written);
    const { length: pages } = this.pages;
    return {
      document: { format: 'pdf', pages },
      sha256: createHash('sha256').update(this.written).digest('hex'),
      ...{ pages, failedPages: 0, ocrPages: 0, characters: this.written.length },
    };
  }

  async close(): Promise<void> {}
}

/** A page of lines, each word of them in its place, in letters of ten points. */
export function pageOfLines(number: number, lines: readonly string[]): ParsedPage {
  const text = lines.join('\n');
  const words = lines.flatMap((line, row) =>
    [...line.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      ...{ x: 40 + 5 * index, y: 40 + 14 * row, w: 5 * word.length, h: 10 },
      text: word,
    })),
  );
  return {
    ...{ page_number: number, page_width: 595, page_height: 842, text, markdown: text },
    items: [{ type: 'text', md: text, value: text, bbox: null }],
    ...{ confidence: null, ocr: false, error: null, speaker_notes: null, label: String(number), words },
  };
}
