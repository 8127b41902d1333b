import { createRequire } from 'node:module';

/** Native packages are loaded at first use and stay outside the bundle; `require` picks their CommonJS build. */
const load = createRequire(__filename);

export const liteparse = (): typeof import('@llamaindex/liteparse') => load('@llamaindex/liteparse');

export const anydoc = (): typeof import('@firecrawl/anydoc') => load('@firecrawl/anydoc');

/** Path of the packed English OCR data that ships with the engine. */
export const packedTessdata = (): string =>
  load.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz');
