import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFolder } from '../../host/src/paths';
import { TempFolder } from '../../host/src/tempFolder';
import { VsCodeWindow } from '../driver/vscodeWindow';
import { waitFor } from '../driver/waitFor';
import { batchesView, batchParse, endOf, statusItem } from '../steps/batchParse';

/** Copies of the scanned letter: each keeps a worker busy for a second or more, so that a test can come between. */
function slowFolder(parent: string, copies: number): string {
  const folder = join(parent, 'slow');
  mkdirSync(join(folder, 'scans'), { recursive: true });
  for (let i = 0; i < copies; i++)
    cpSync(
      join(sampleFolder, 'correspondence/scanned letter.pdf'),
      join(folder, `scans/letter ${i + 1}.pdf`),
    );
  return folder;
}

/** Small text files, all different: more than one batch may hold. */
function manyNotes(parent: string, count: number): string {
  const folder = join(parent, 'many');
  mkdirSync(join(folder, 'notes'), { recursive: true });
  for (let i = 0; i < count; i++) {
    const line = `Note ${i}: the gauge at mile ${i % 40} stood at ${(i * 7) % 300} cm.\n`;
    writeFileSync(join(folder, `notes/note ${i}.txt`), line.repeat(2_000));
  }
  return folder;
}

function enginePid(window: VsCodeWindow): number {
  const folder = join(window.userDataFolder, 'User/globalStorage/llama-batches.llama-batches/engine');
  return JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8')).pid;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('whatever happens meanwhile', function () {
  this.timeout(240_000);

  it('cancels a running batch and keeps what is done', async () => {
    using temp = new TempFolder();
    await using window = await VsCodeWindow.open({ folder: slowFolder(temp.path, 12) });
    await batchParse(window, 'scans');
    const tree = await batchesView(window);
    await window
      .statusItem(statusItem)
      .filter({ hasText: /[1-9]\d*\/12/ })
      .waitFor();
    await window.contextMenu(tree.row(/^scans batch/), 'Cancel Batch');
    await tree.row(/^scans batch, cancelled/).waitFor();
    await window.statusItem(statusItem).waitFor({ state: 'detached' });
    await tree.expand(/^scans batch/);
    await tree.row(/^letter \d+.pdf, cancelled/).waitFor();
    await tree.row(/^letter \d+.pdf, done/).click();
    assert.match(await window.editorText(), /Tarn River Trust/);
    await window.screenshot('20-cancelled');
  });

  it('loses nothing when the engine is killed in the middle of a batch', async () => {
    using temp = new TempFolder();
    await using window = await VsCodeWindow.open({ folder: slowFolder(temp.path, 8) });
    await batchParse(window, 'scans');
    await batchesView(window);
    await window
      .statusItem(statusItem)
      .filter({ hasText: /[1-9]\d*\/8/ })
      .waitFor();
    const killed = enginePid(window);
    process.kill(killed, 'SIGKILL');
    assert.equal(await endOf(window, 'scans', 90_000), 'scans: 8 files parsed');
    assert.notEqual(enginePid(window), killed);
  });

  it('goes on by itself after a reload of the window while a batch runs', async () => {
    using temp = new TempFolder();
    await using window = await VsCodeWindow.open({ folder: slowFolder(temp.path, 8) });
    await batchParse(window, 'scans');
    await window
      .statusItem(statusItem)
      .filter({ hasText: /[1-9]\d*\/8/ })
      .waitFor();
    await window.reload();
    assert.equal(await endOf(window, 'scans', 90_000), 'scans: 8 files parsed');
  });

  it('goes on by itself after a reload in the middle of an upload, beyond the files of one batch', async () => {
    using temp = new TempFolder();
    await using window = await VsCodeWindow.open({ folder: manyNotes(temp.path, 1200) });
    await batchParse(window, 'notes');
    await window.notification(/Sending notes: [1-9]\d*\//).text();
    await window.reload();
    const tree = await batchesView(window);
    await tree.row(/^notes batch, (uploading|running|waiting)/).waitFor();
    await window.screenshot('22-resumed');
    assert.equal(await endOf(window, 'notes', 150_000), 'notes: 1,200 files parsed');
    assert.equal(
      (await tree.rows()).filter(row => /^\s+notes\s/.test(row)).length,
      1,
      'two batches, one row',
    );
  });

  it('leaves no engine behind when the window closes', async () => {
    await using window = await VsCodeWindow.open();
    await batchParse(window, 'Übersicht März.pdf');
    await endOf(window, 'Übersicht März.pdf');
    const pid = enginePid(window);
    assert.ok(alive(pid));
    await window.quit();
    await waitFor('the engine to leave', () => !alive(pid), 90_000);
  });
});

describe('a folder that is not trusted', function () {
  this.timeout(90_000);

  it('is not parsed, and the view says why', async () => {
    await using window = await VsCodeWindow.open({ restricted: true });
    await window
      .dialog()
      .getByRole('button', { name: /No|Restricted/ })
      .click();
    await window.dialog().waitFor({ state: 'hidden' });
    await window.showView('Llama Batches');
    await window.page.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await window.screenshot('21-restricted');
  });
});
