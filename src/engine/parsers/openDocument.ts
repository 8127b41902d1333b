import { readFileSync } from 'node:fs';
import { type Detected, detect } from './detect';
import { failures } from './failures';
import { officeFormat } from './office';
import type { ParseSource } from './types';

/**
 * Reads the bytes of a document and tells what it is. Throws ParseFailure for what cannot be parsed at all. Synchronous:
 * a worker has nothing else to do meanwhile, and a small file is read twice as fast.
 */
export function openDocument(source: ParseSource): { bytes: Buffer; detected: Detected } {
  const bytes = readStored(source.path);
  const detected = detect(bytes, source.name, officeFormat);
  // Printer commands before the header are legal; LiteParse looks for it at the start.
  return { bytes: detected.format === 'pdf' ? bytes.subarray(bytes.indexOf('%PDF-')) : bytes, detected };
}

/** The bytes may have been taken away under the engine, by a person or a cleaner of disks. */
function readStored(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? failures.gone() : error;
  }
}
