// A mixed folder: PDFs with a text layer and scans, the engine beside LiteParse with its default OCR.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unpackTessdata } from '../../src/engine/parsers/tessdata';
import { tempFolder } from '../support/tempFolder';
import { benchArguments } from './support/arguments';
import { pagesOf, pathsOf, readCorpus } from './support/corpus';
import { engineContender } from './support/engineContender';
import { peerConfig, peerContender } from './support/peer';
import { printRounds, printTarget, saveFigures } from './support/report';
import { interleaved, ratios } from './support/round';
import { makeScans, type Scan, wordRecall } from './support/scans';

const speedTarget = 15;
/** Of the sample: the peer's OCR takes about a second a page. */
const copies = 4;
const peer = 'liteparse, default OCR';

async function main(rounds: number, folder: string | null): Promise<void> {
  const temporary = tempFolder();
  const made = join(temporary.path, 'scans');
  mkdirSync(made);
  const { text } = await readCorpus(folder, temporary.path, copies);
  const scans = await makeScans(text, made);
  const pages = pagesOf(text) + scans.length;
  console.log(
    `mixed folder: ${text.length} PDFs and ${scans.length} scans made of their pages, ${pages} pages`,
  );
  const files = [...pathsOf(text), ...scans.map(scan => scan.file)];
  // The same language data for both, and nothing from the network.
  const tessdataPath = await unpackTessdata(join(temporary.path, 'tessdata'));
  const recall: Record<string, number> = {};
  const contenders = [
    engineContender(files, async (engine, outcomes) => {
      const jobs = new Map(
        outcomes.map(({ file, jobId, status }) => [file, status === 'COMPLETED' ? jobId : null]),
      );
      recall['engine'] = await recallOf(scans, async file => {
        const job = jobs.get(file);
        return job ? engine.text(job) : '';
      });
    }),
    peerContender(peer, files, { ...peerConfig, ocrEnabled: true, tessdataPath }, async ({ details }) => {
      const texts = new Map(details.map(({ file, text }) => [file, text]));
      recall[peer] = await recallOf(scans, async file => texts.get(file) ?? '');
    }),
  ];
  try {
    const results = await interleaved(contenders, rounds, { warmUp: false });
    printRounds(results, pages);
    const beside = ratios(results.get('engine') ?? [], results.get(peer) ?? []);
    const [ours = 0, theirs = 0] = [recall['engine'], recall[peer]];
    const figure = `${beside.median.toFixed(1)} × (median), ${beside.best.toFixed(1)} × (best)`;
    printTarget(`engine beside ${peer}`, figure, `≥ ${speedTarget} ×`, beside.median >= speedTarget);
    printTarget('word recall on the scans', ours.toFixed(3), `≥ ${theirs.toFixed(3)}`, ours >= theirs);
    saveFigures('scans', { pages, scans: scans.length, beside, recall, rounds: Object.fromEntries(results) });
  } finally {
    for (const contender of contenders) await contender.close();
    temporary.remove();
  }
}

/** Part of all the scans' words that were read. */
async function recallOf(scans: readonly Scan[], read: (file: string) => Promise<string>): Promise<number> {
  let [found, all] = [0, 0];
  for (const { file, words } of scans) {
    found += wordRecall(words, await read(file)) * words.length;
    all += words.length;
  }
  return found / all;
}

const args = benchArguments(__filename, 1);
if (args) void main(args.rounds, args.corpus && resolve(args.corpus));
