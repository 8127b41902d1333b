import assert from 'node:assert/strict';
import { VsCodeWindow } from './driver/vscodeWindow';

describe('the packaged extension', function () {
  this.timeout(90_000);
  let window: VsCodeWindow;

  before(async () => {
    window = await VsCodeWindow.open();
  });
  after(() => window?.close());

  it('installs into a VS Code that comes up with the Explorer', async () => {
    await window.explorerItem('correspondence').waitFor();
    await window.command('Extensions: Show Installed Extensions');
    await window.page.locator('.extensions-list').getByText('Llama Batches').first().waitFor();
    await window.screenshot('installed');
  });

  it('comes up again after a reload', async () => {
    await window.reload();
    await window.page.locator('.extensions-list').getByText('Llama Batches').first().waitFor();
    assert.deepEqual(await window.editorTitles(), []);
  });
});
