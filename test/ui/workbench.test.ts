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

  it('stands in every theme', async () => {
    for (const theme of ['dark', 'high contrast', 'light'] as const) await window.setTheme(theme);
  });

  it('comes up again after a reload', async () => {
    await window.reload();
    await window.page.locator('.extensions-list').getByText('Llama Batches').first().waitFor();
    assert.deepEqual(await window.editorTitles(), []);
  });
});

describe('a folder that is not trusted yet', function () {
  this.timeout(90_000);

  it('opens in Restricted Mode when a person says so', async () => {
    await using window = await VsCodeWindow.open({ restricted: true });
    await window
      .dialog()
      .getByRole('button', { name: /No|Restricted/ })
      .click();
    await window.dialog().waitFor({ state: 'hidden' });
    await window.statusItem('status.workspaceTrust').waitFor();
  });
});
