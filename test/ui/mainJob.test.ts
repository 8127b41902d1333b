import assert from 'node:assert/strict';
import { VsCodeWindow } from './driver/vscodeWindow';
import { waitFor } from './driver/waitFor';
import { answerParse, batchesView, batchParse, endNotice, endOf, statusItem } from './steps/batchParse';

describe('a person with a folder of documents', function () {
  this.timeout(120_000);
  let window: VsCodeWindow;

  before(async () => {
    window = await VsCodeWindow.open();
  });
  after(() => window?.close());

  it('finds a view that says how to begin', async () => {
    await window.showView('Llama Batches');
    await window.page.getByRole('button', { name: 'Batch Parse a Folder…' }).waitFor();
    await window.screenshot('01-welcome');
  });

  it('sees what will be parsed and what is left out, and why', async () => {
    await window.command('Llama Batches: Batch Parse…');
    const folders = await window.quickPick('Batch Parse');
    await folders.pick(/sample/);
    const left: string[] = [];
    await answerParse(window, {
      seen: async step => {
        await window.screenshot(`02-${step}`);
        const quickPick = await window.quickPick();
        if (step === 'configurations')
          assert.deepEqual(
            (await quickPick.items()).map(item => item.split(',')[0]?.replace(/^new-file \s*/, '')),
            ['Fast', 'Cost Effective', 'Agentic', 'Agentic Plus', 'New Configuration File…'],
          );
        if (step !== 'plan') return;
        left.push(...(await quickPick.items()));
        await quickPick.pick(/git-ignored/);
        await quickPick.item(/raw-readings/).waitFor();
        await quickPick.press('Back');
      },
    });
    assert.match(left[0] ?? '', /Start parsing 18 files/);
    for (const reason of [/type not supported/, /empty/, /hidden/, /git-ignored/])
      assert.ok(
        left.some(item => reason.test(item)),
        `${reason} in ${left.join(' | ')}`,
      );
  });

  it('watches the batch in the tree and the status bar, and is told of the end once', async () => {
    const tree = await batchesView(window);
    await tree.row(/^sample batch/).waitFor();
    await window
      .statusItem(statusItem)
      .filter({ hasText: /\d+\/18/ })
      .waitFor();
    await window.screenshot('03-running');
    assert.equal(await endOf(window, 'sample'), 'sample: 16 files parsed, 2 failed');
    await window.screenshot('04-finished');
    await window.statusItem(statusItem).waitFor({ state: 'detached' });
    assert.equal(await endNotice(window, 'sample').element.count(), 1);
  });

  it('goes from the message to the results', async () => {
    await endNotice(window, 'sample').press('Open results');
    const tree = window.tree('Batches');
    await tree.row(/^2024\/summary.pdf, done/).waitFor();
    const rows = await tree.rows();
    assert.ok(
      rows.some(row => /^\s+sample\s+completed · 2\/18 files failed/.test(row)),
      rows.join('\n'),
    );
    assert.ok(
      rows.some(row => /Annual Report 2025.pdf\s+done · 6 pages/.test(row)),
      rows.join('\n'),
    );
    await window.screenshot('05-results');
  });

  it('reads a file as Markdown, text, items and details', async () => {
    const tree = window.tree('Batches');
    const report = tree.row(/^Annual Report 2025.pdf/);
    await report.click();
    const markdown = await window.editorText('Annual Report 2025.pdf.md');
    assert.match(markdown, /^<!-- page 1 -->/);
    assert.match(markdown, /Turnover grew by 11.4 % to £2.86 million/);
    await window.screenshot('06-markdown');
    await window.contextMenu(report, 'Open Plain Text', () => window.screenshot('07-file-menu'));
    assert.match(await window.editorText('Annual Report 2025.pdf.txt'), /Turnover grew by/);
    await window.contextMenu(report, 'Open Items (JSON)');
    assert.ok(JSON.parse(await window.editorText('Annual Report 2025.pdf.items.json')).pages.length === 6);
    await window.contextMenu(report, 'Open Job Details (JSON)');
    const details = JSON.parse(await window.editorText('Annual Report 2025.pdf.job.json'));
    assert.equal(details.job.status, 'COMPLETED');
    assert.equal(details.job_metadata.pages, 6);
  });

  it('sees the preview beside the text', async () => {
    const tree = window.tree('Batches');
    await window.command('View: Close All Editors');
    await tree.row(/^Annual Report 2025.pdf/).click();
    await window.editorText('Annual Report 2025.pdf.md');
    await window.command('Markdown: Open Preview to the Side');
    await window
      .preview()
      .getByText(/Turnover grew by/)
      .first()
      .waitFor();
    await window.screenshot('08-preview');
    await window.command('View: Close All Editors');
  });

  it('sees what went wrong with a failed file, and gets to the original', async () => {
    const tree = window.tree('Batches');
    await tree.row(/^correspondence\/board minutes/).click();
    const message = window.notification(/board minutes/);
    assert.match(await message.text(), /could not be parsed.*PDF_IS_PROTECTED/s);
    await window.screenshot('09-failure');
    await message.press('Open Source File');
    await waitFor('the original', async () =>
      (await window.editorTitles()).some(t => t.includes('board minutes')),
    );
    await window.command('View: Close All Editors');
    await window.command('Notifications: Clear All Notifications');
  });

  it('hovers for the whole story', async () => {
    const tree = window.tree('Batches');
    await tree.row(/^sample batch/).hover();
    await window.hover().getByText('16 done, 2 failed, 18 in all').waitFor();
    await window.screenshot('10-hover');
    await window.page.mouse.move(900, 500);
  });

  it('parses single files too, and sees both batches, newest first', async () => {
    await window.showView('Explorer');
    await window.explorerItem('2024').click();
    await batchParse(window, 'summary.pdf');
    assert.equal(await endOf(window, 'summary.pdf'), 'summary.pdf: 1 file parsed');
    const tree = await batchesView(window);
    const rows = (await tree.rows()).filter(row => /completed/.test(row));
    assert.match(rows[0] ?? '', /summary\.pdf\s+completed · 1 file/);
    assert.match(rows[1] ?? '', /sample\s+completed/);
  });

  it('looks into the directories and deletes one', async () => {
    const tree = window.tree('Batches');
    await tree.expand('Directories');
    const directory = tree.row(/^summary\.pdf directory/);
    await directory.waitFor();
    await tree.row(/^summary\.pdf directory, ephemeral, 1 file, expires in 2 days/).waitFor();
    await tree.expand(/^summary\.pdf directory/);
    await window.screenshot('11-directories');
    await window.contextMenu(directory, 'Delete Directory…');
    await window.screenshot('12-delete');
    await window.dialog().getByRole('button', { name: 'Delete' }).click();
    await directory.waitFor({ state: 'detached' });
    await tree.row(/^summary\.pdf batch/).waitFor();
  });

  it('has its results back after a reload of the window', async () => {
    const tree = window.tree('Batches');
    await tree.expand(/^sample batch/);
    await tree.row(/^2025\/summary.pdf/).click();
    await window.editorText('summary.pdf.md');
    await window.reload();
    assert.match(await window.editorText('summary.pdf.md'), /Eastmoor contract was lost/);
    await (await batchesView(window)).row(/^sample batch/).waitFor();
  });
});
