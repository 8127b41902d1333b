import { createHash } from 'node:crypto';
import type { Random } from '../../support/random';
import { docxOf, pdfOf, xlsxOf } from '../../unit/engine/parsers/samples';

/** A document of the kill test; the name tells what it is, so that a job's name leads back to it. */
export interface Document {
  name: string;
  bytes: Buffer;
  sha256: string;
  /** Stands in the text that a parser finds; null where it must find none. */
  word: string | null;
}

/** Pages of the long PDF: more than one range of an engine with its usual settings. */
const longPdfPages = 60;
/** Large enough that a kill often hits its upload in the middle. */
const largeBytes = 4_000_000;
const copies = 4;

/** Small real documents of every cheap kind, one that is large, one that is long, and one in which nothing is found. */
export async function makeDocuments(random: Random): Promise<Document[]> {
  const documents: Document[] = [];
  const add = async (extension: string, make: (word: string) => Buffer | string | Promise<Buffer>) => {
    const word = `w${random.int(1e9, 9e9).toString(36)}`;
    const bytes = Buffer.from(await make(word));
    const name = `${word}.${extension}`;
    documents.push({ name, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), word });
  };
  for (let copy = 0; copy < copies; copy++) {
    await add('md', word => `# ${word}\n\nA paragraph and a list:\n\n- one\n- two\n`);
    await add('txt', word => `Notes on ${word}.\n\nNothing else.\n`);
    await add('html', word => `<html><body><h1>${word}</h1><p>Some text.</p></body></html>`);
    await add('csv', word => `name,amount\n${word},${copy}\n`);
    await add('eml', word => `From: a@example.com\nSubject: ${word}\n\nHello.\n`);
    await add('docx', word => docxOf(`<w:p><w:r><w:t>${word}</w:t></w:r></w:p>`));
    await add('xlsx', word => xlsxOf({ Sheet: [[word, '1']] }));
    await add('pdf', word => pdfOf([word, 'The second page']));
  }
  await add('pdf', word => pdfOf(Array.from({ length: longPdfPages }, (_, i) => `${word} on page ${i + 1}`)));
  await add('txt', word => `${word}\n`.padEnd(largeBytes, 'a line of a large text that is quickly read\n'));
  const blank = Buffer.from(' \n\n ');
  const sha256 = createHash('sha256').update(blank).digest('hex');
  documents.push({ name: 'blank.txt', bytes: blank, sha256, word: null });
  return documents;
}

/** A document as a form sends it, its fields after it, as an engine must take them in any order. */
export function formOf(field: string, document: Document, fields: Record<string, string>): FormData {
  const form = new FormData();
  form.set(field, new File([new Uint8Array(document.bytes)], document.name));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
