// PDFs with a text layer: the engine beside LiteParse's own pool of 2 and its batch command, on the same files, in turn.
import { tempFolder } from '../support/tempFolder';
import { benchArguments } from './support/arguments';
import { commandLineContender } from './support/commandLinePeer';
import { pagesOf, pathsOf, readCorpus } from './support/corpus';
import { engineContender } from './support/engineContender';
import { peerConfig, peerContender } from './support/peer';
import { printRounds, printTarget, saveFigures } from './support/report';
import { interleaved, ratios } from './support/round';

const [poolTarget, commandTarget] = [0.95, 1.4];
const [pool, command] = ['liteparse, pool of 2', 'lit batch-parse'];

async function main(rounds: number, folder: string | null): Promise<void> {
  const temporary = tempFolder();
  const { text, scanned, refused } = await readCorpus(folder, temporary.path);
  const pages = pagesOf(text);
  console.log(
    `PDFs: ${text.length} files, ${pages} pages; left out ${scanned.length} that need OCR and ${refused.length} that LiteParse refuses`,
  );
  const files = pathsOf(text);
  const contenders = [
    engineContender(files),
    peerContender(pool, files, peerConfig),
    commandLineContender(command, files),
  ];
  try {
    const results = await interleaved(contenders, rounds);
    printRounds(results, pages);
    const of = (name: string) => results.get(name) ?? [];
    const beside = { pool: ratios(of('engine'), of(pool)), command: ratios(of('engine'), of(command)) };
    const say = (what: string, target: number, { median, best }: typeof beside.pool) =>
      printTarget(
        what,
        `${median.toFixed(2)} × (median), ${best.toFixed(2)} × (best)`,
        `≥ ${target} ×`,
        median >= target,
      );
    say(`engine beside ${pool}`, poolTarget, beside.pool);
    say(`engine beside ${command}`, commandTarget, beside.command);
    saveFigures('pdfs', { files: files.length, pages, beside, rounds: Object.fromEntries(results) });
  } finally {
    for (const contender of contenders) await contender.close();
    temporary.remove();
  }
}

const args = benchArguments(__filename, 7);
if (args) void main(args.rounds, args.corpus);
