import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { LiteParse } from '@llamaindex/liteparse';

interface Picture {
  width: number;
  height: number;
  grey: Float32Array;
}

/** The tools that wear the scans of the sample folder. */
interface Raster {
  decodePng(png: Buffer): Picture;
  scan(picture: Picture, wear: Wear): Picture;
  encodePng(picture: Picture, dpi: number): Buffer;
}

export interface Wear {
  /** How far the paper lies askew. */
  degrees: number;
  seed: number;
  specks: number;
}

/** The first page of a PDF as a worn picture of it (PNG). */
export async function photo(pdf: Promise<Buffer>, wear: Wear, dpi = 200): Promise<Buffer> {
  const require = createRequire(resolve('package.json'));
  const { decodePng, encodePng, scan } = require('./test/fixtures/make/raster.mjs') as Raster;
  const [page] = await new LiteParse({ dpi, quiet: true, ocrEnabled: false }).screenshot(await pdf, [1]);
  if (!page) throw new Error('The PDF has no page.');
  return encodePng(scan(decodePng(page.imageBuffer), wear), dpi);
}
