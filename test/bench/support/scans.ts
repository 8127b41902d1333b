import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LiteParse } from '@llamaindex/liteparse';
import type { PeerFile } from './peerProcess';

/** One scan for so many pages; measured on a few hundred real documents: 8 % of the pages of real PDFs are scanned, empty or garbled. */
const pagesPerScan = 12;
/** Usual for office scanners, and what OCR figures are given for. */
const dpi = 150;
/** A page with fewer words would say little of the recall. */
const fewestWords = 80;

export interface Scan {
  file: string;
  /** The words that stand on it, from the text layer of the page that it shows. */
  words: string[];
}

/** Pictures of first pages that hold plain English text, spread over the files. */
export async function makeScans(files: readonly PeerFile[], folder: string): Promise<Scan[]> {
  const wanted = Math.max(1, Math.round(files.reduce((sum, { pages }) => sum + pages, 0) / pagesPerScan));
  const scans: Scan[] = [];
  const parser = new LiteParse({
    quiet: true,
    ocrEnabled: false,
    dpi,
    targetPages: '1',
    outputFormat: 'text',
  });
  for (const { file } of files) {
    if (scans.length >= wanted) break;
    const bytes = await readFile(file);
    const { text } = await parser.parse(bytes);
    const words = wordsOf(text);
    if (words.length < fewestWords || /[^\p{Script=Latin}\p{N}\p{P}\p{S}\s]/u.test(text)) continue;
    const [shot] = await parser.screenshot(bytes, [1]);
    if (!shot) continue;
    const scan = join(folder, `${scans.length}.png`);
    await writeFile(scan, shot.imageBuffer);
    scans.push({ file: scan, words });
  }
  return scans;
}

/** Part of `words` that `text` holds, each as often as it stands there. */
export function wordRecall(words: readonly string[], text: string): number {
  const left = new Map<string, number>();
  for (const word of wordsOf(text)) left.set(word, (left.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    found++;
  }
  return words.length === 0 ? 1 : found / words.length;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
