import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSet } from '../extraction/renderSet';
import { TempFolder } from '../host/src/tempFolder';
import { keepPicture } from './driver/pictures';
import { VsCodeWindow } from './driver/vscodeWindow';
import { batchesView } from './steps/batchParse';

const rules = {
  rules: [
    { type: 'invoice', description: 'a bill for goods or services with an invoice number and an amount due' },
    { type: 'receipt', description: 'proof of a payment in a shop, such as a till receipt' },
    { type: 'payslip', description: 'what an employee earned in a month, with gross and net pay' },
  ],
};

/** Papers of several kinds, formats and languages, by kind. */
const papers = {
  invoice: ['cascade-paper.pdf', 'hafenlicht.pdf', 'harrow-joinery.docx', 'vignoble-corbin.pdf'],
  payslip: ['holzwerke.pdf', 'pennine-foods.pdf'],
  receipt: ['linden-market.png', 'parking-koeln.txt', 'trattoria-da-elio.pdf'],
};

/** A folder as people have it: mixed papers, a schema of what is wanted, and rules that tell the kinds. */
async function officeFolder(parent: string): Promise<string> {
  const rendered = join(parent, 'rendered');
  await renderSet(rendered, ['development'], Object.keys(papers));
  const folder = join(parent, 'office');
  mkdirSync(join(folder, 'inbox'), { recursive: true });
  for (const [kind, names] of Object.entries(papers)) {
    for (const name of names)
      copyFileSync(join(rendered, kind, 'development', name), join(folder, 'inbox', name));
  }
  copyFileSync(join(rendered, 'invoice', 'schema.json'), join(folder, 'invoice.schema.json'));
  writeFileSync(join(folder, 'papers.llamaclassify.json'), JSON.stringify(rules, null, 2));
  return folder;
}

/** Drags the edge of the side bar until it is so many pixels from the left. */
async function widenSideBar({ page }: VsCodeWindow, to: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width + 2, 300);
  await page.mouse.down();
  await page.mouse.move(to, 300, { steps: 5 });
  await page.mouse.up();
}

describe('a person who wants fields rather than text', function () {
  this.timeout(120_000);
  const temp = new TempFolder();
  let window: VsCodeWindow;

  before(async () => {
    window = await VsCodeWindow.open({
      folder: await officeFolder(temp.path),
      size: { width: 1200, height: 620 },
    });
  });
  after(async () => {
    await window?.close();
    temp[Symbol.dispose]();
  });

  it('finds out what the files of a folder are', async () => {
    await window.showView('Explorer');
    await window.contextMenu(window.explorerItem('inbox'), 'Batch Classify…');
    await (await window.quickPick(/Batch Classify/)).pick(/papers/);
    const plan = await window.quickPick();
    await plan.item(/Start classifying/).waitFor();
    await window.screenshot('60-classify-plan');
    await plan.pick(/Start classifying/);
    await window.notification(/inbox: \d+ files? classified/).text(60_000);
    const tree = await batchesView(window);
    await tree.row(/^inbox batch, completed.*invoice/).waitFor();
    await tree.expand(/^inbox batch/);
    await tree.row(/^hafenlicht\.pdf, invoice/).waitFor();
    await widenSideBar(window, 560);
    await window.command('Notifications: Clear All Notifications');
    keepPicture(await window.screenshot('61-classified'), 'readme-classify.png');
    await widenSideBar(window, 340);
  });

  it('extracts only from the invoices among them, by a schema of the workspace', async () => {
    const tree = await batchesView(window);
    await window.contextMenu(tree.row(/^inbox batch/), 'Extract Only Files of This Type…');
    await (await window.quickPick()).pick(/^invoice/);
    const configurations = await window.quickPick(/Batch Extract/);
    await configurations.item(/invoice/).waitFor();
    await window.screenshot('62-extract-choices');
    await configurations.pick(/invoice\b(?!.*Generate)/);
    const plan = await window.quickPick();
    await plan.item(/Start extracting/).waitFor();
    await plan.pick(/Start extracting/);
    await window.notification(/invoice of inbox: \d+ files? extracted/).text(60_000);
    await tree.row(/^invoice of inbox batch, completed/).waitFor();
    await window.screenshot('63-extracted');
  });

  it('reads a value, and where it stands in the document', async () => {
    const tree = await batchesView(window);
    await tree.collapse(/^inbox batch/);
    await tree.expand(/^invoice of inbox batch/);
    await tree.row(/^hafenlicht\.pdf/).click();
    await window.page.locator('.monaco-editor .view-line', { hasText: 'invoice_number' }).first().waitFor();
    const field = window.page
      .locator('.monaco-editor .view-line span', { hasText: '"invoice_number"' })
      .first();
    await field.hover();
    await window
      .hover()
      .getByText(/Confidence/)
      .waitFor();
    keepPicture(await window.screenshot('64-extract-hover'), 'readme-extract.png');
    await field.click();
    await window.page.keyboard.press('F12');
    await window.page.getByRole('tab', { name: /hafenlicht\.pdf\.md/ }).waitFor();
    await window.screenshot('65-citation');
  });

  it('has all of them in one table', async () => {
    const tree = await batchesView(window);
    await window.contextMenu(tree.row(/^invoice of inbox batch/), 'Open Results as Table (CSV)');
    await (await window.quickPick()).pick(/A row for each file/);
    await window.page.getByRole('tab', { name: /\.csv/ }).waitFor();
    await window.page.locator('.view-line', { hasText: 'lowest_confidence' }).waitFor();
    await window.command('Notifications: Clear All Notifications');
    keepPicture(await window.screenshot('66-table'), 'readme-table.png');
    const text = await window.editorText();
    assert.match(text, /file,status,error,lowest_confidence,/);
  });
});
