// Does the main job by itself in a headless window, as a person does it with a mouse: what `npm start -- --try` runs.
// Prints the tree, every file's outcome with the first lines of its Markdown, and where the pictures are.
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Tree } from '../../ui/driver/tree';
import { screenshotFolder, VsCodeWindow } from '../../ui/driver/vscodeWindow';
import { waitFor } from '../../ui/driver/waitFor';
import { batchesView, batchParse, endOf } from '../../ui/steps/batchParse';
import { sampleFolder } from './paths';
import { TempFolder } from './tempFolder';

const workMs = 15 * 60_000;
const shownLines = 3;

/** "2024/summary.pdf, done, 2 pages, 2024" as the tree speaks it: path, outcome, the rest. */
const fileRow =
  /^(?<path>.+?), (?<outcome>done(?:, with failed pages)?|failed|cancelled|no longer kept)(?:, .*)?$/s;

const interrupted = once(process, 'SIGINT').then((): never => {
  throw new Error('Interrupted.');
});
interrupted.catch(() => undefined); // it may come before anything waits for it

/** Parses a copy of the folder; true where the Markdown of every parsed file could be read. */
async function tryIt(folder: string): Promise<boolean> {
  const name = basename(folder);
  using temp = new TempFolder();
  const around = join(temp.path, 'documents');
  cpSync(folder, join(around, name), { recursive: true });
  say(`Starting VS Code on ${folder}`);
  // High enough for every row of the tree: VS Code draws only the rows on the screen.
  await using window = await VsCodeWindow.open({
    folder: around,
    extension: 'workTree',
    size: { width: 1280, height: 2400 },
  });
  try {
    return await Promise.race([mainJob(window, name), interrupted]);
  } catch (error) {
    say(`It stopped here: ${await window.screenshot('try-stopped')}`);
    throw error;
  }
}

async function mainJob(window: VsCodeWindow, name: string): Promise<boolean> {
  say(`Right-click ${name}, Batch Parse…, Fast, Start`);
  await batchParse(window, name, { seen: step => window.screenshot(`try-${step}`) });
  const tree = await batchesView(window);
  say('Waiting for the end');
  say(await endOf(window, name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), workMs));
  await window.screenshot('try-end');
  await tree.expand(`${name} batch`);
  const files = await waitFor('the files of the batch', async () => {
    const rows = (await tree.spokenRows()).filter(
      row => fileRow.test(row) && !row.startsWith(`${name} batch`),
    );
    return rows.length > 0 && rows;
  });
  say('The tree');
  console.log((await tree.rows()).join('\n'));
  const unread: string[] = [];
  for (const row of files) {
    const { path = row, outcome = '' } = fileRow.exec(row)?.groups ?? {};
    say(row);
    if (!outcome.startsWith('done')) continue;
    const lines = await markdown(window, tree, row);
    if (lines.length === 0) unread.push(path);
    console.log(lines.slice(0, shownLines).join('\n'));
  }
  await window.screenshot('try-result');
  say(`Pictures: ${screenshotFolder}`);
  return unread.length === 0;
}

/** The lines with text of a file's Markdown, opened with a click as a person opens it. */
async function markdown(window: VsCodeWindow, tree: Tree, row: string): Promise<string[]> {
  const before = await window.editorUri();
  await tree.row(row).click();
  await waitFor(`the Markdown of ${row}`, async () => {
    const uri = await window.editorUri();
    return uri?.startsWith('llama-batches:') && uri !== before;
  });
  const lines = (await window.editorText()).split('\n');
  return lines.filter(line => line.trim() !== '' && !line.startsWith('<!--'));
}

const say = (text: string) => console.log(`\n── ${text}`);

const [folder = sampleFolder] = process.argv.slice(2);
tryIt(folder).then(
  worked => process.exit(worked ? 0 : 1),
  error => {
    console.error(String(error));
    process.exit(1);
  },
);
