import { type FileHandle, open } from 'node:fs/promises';
import { type Bytes, fileBytes } from './bytes';
import { packedExtensions, packedPages, rtfPages } from './office';
import { olderCounters } from './olderOffice';
import { pdfPages } from './pdf/pdfPages';
import { tiffPages } from './tiff';

/** One page each, whatever they hold; a table of values is one sheet. */
const single: ReadonlySet<string> = new Set([
  ...['.png', '.jpg', '.jpeg', '.gif', '.bmp', '.webp', '.heic', '.heif', '.svg'],
  ...['.csv', '.tsv'],
]);

/**
 * Pages (slides, sheets) of a file, by reading only the places of it that tell; null where nothing tells them for
 * certain. A broken file is no error. Rejects only with the signal's reason.
 *
 * @param extension what the file really is, lower case with dot
 */
export async function countPages(
  source: string,
  extension: string,
  signal: AbortSignal,
): Promise<number | null> {
  const count = counterOf(extension);
  if (typeof count !== 'function') return count;
  let handle: FileHandle | undefined;
  try {
    signal.throwIfAborted();
    handle = await open(source, 'r');
    const { size } = await handle.stat();
    return await count(fileBytes(handle, size, signal));
  } catch {
    signal.throwIfAborted();
    return null;
  } finally {
    await handle?.close();
  }
}

function counterOf(extension: string): number | null | ((bytes: Bytes) => Promise<number | null>) {
  if (single.has(extension)) return 1;
  if (extension === '.pdf') return pdfPages;
  if (extension === '.tif' || extension === '.tiff') return tiffPages;
  if (extension === '.rtf') return rtfPages;
  if (packedExtensions.has(extension)) return bytes => packedPages(bytes, extension);
  return olderCounters[extension] ?? null;
}
