import { createRequire } from 'node:module';
import { ParseFailure } from './types';

/** Native packages are loaded at first use and stay outside the bundle; `require` picks their CommonJS build. */
const load = createRequire(__filename);

/** LiteParse: PDFs, images and OCR. Throws ParseFailure where its binary does not load. */
export const liteparse = (): typeof import('@llamaindex/liteparse') =>
  native('@llamaindex/liteparse', 'PDFs and images');

/** anydoc: Office, RTF, EPUB and CSV. Throws ParseFailure where its binary does not load (it has none for win32-arm64). */
export const anydoc = (): typeof import('@firecrawl/anydoc') => native('@firecrawl/anydoc', 'Office files');

/** Path of the packed English OCR data that ships with the engine. */
export const packedTessdata = (): string =>
  load.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz');

/** Packages that have loaded: to look one up again costs a tenth of a small document's parse. */
const loaded = new Map<string, unknown>();

function native<T>(name: string, what: string): T {
  try {
    if (!loaded.has(name)) loaded.set(name, load(name));
    return loaded.get(name) as T;
  } catch (cause) {
    const failure = new ParseFailure(
      'UNSUPPORTED_FILE_TYPE',
      `The parser for ${what} does not load on this computer (${process.platform}-${process.arch}). Install the build of the extension for this platform, or parse the file on LlamaCloud.`,
    );
    failure.cause = cause;
    throw failure;
  }
}
