import { readFile } from 'node:fs/promises';
import { type Detected, detect } from './detect';
import { countImagePages } from './image';
import { officeFormat } from './office';
import { countPdfPages } from './pdf';
import type { Inspection, ParseSource } from './types';

/** Reads the bytes of a document and tells what it is. Throws ParseFailure for what cannot be parsed at all. */
export async function openDocument(source: ParseSource): Promise<{ bytes: Buffer; detected: Detected }> {
  const bytes = await readFile(source.path);
  const detected = detect(bytes, source.name, officeFormat);
  // Printer commands before the header are legal; LiteParse looks for it at the start.
  return { bytes: detected.format === 'pdf' ? bytes.subarray(bytes.indexOf('%PDF-')) : bytes, detected };
}

/** Format and number of pages that can be parsed apart from each other. Throws ParseFailure. */
export async function inspectDocument(source: ParseSource): Promise<Inspection> {
  const { bytes, detected } = await openDocument(source);
  const { format, extension } = detected;
  const pages =
    format === 'pdf'
      ? await countPdfPages(bytes)
      : format === 'image'
        ? countImagePages(bytes, extension)
        : 1;
  return { format, pages };
}
