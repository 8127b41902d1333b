import { keepPicture } from './driver/pictures';
import { VsCodeWindow } from './driver/vscodeWindow';
import { answerParse, batchesView, endNotice, endOf } from './steps/batchParse';

describe('how it looks', function () {
  this.timeout(120_000);

  it('shows a parsed folder in every theme, and the pictures of the README', async () => {
    await using window = await VsCodeWindow.open({ size: { width: 1200, height: 750 } });
    await window.command('Llama Batches: Batch Parse…');
    await (await window.quickPick('Batch Parse')).pick(/sample/);
    await answerParse(window, {
      seen: async step => {
        if (step === 'plan') keepPicture(await window.screenshot('readme-plan'), 'readme-plan.png');
      },
    });
    const tree = await batchesView(window);
    await endOf(window, 'sample');
    await endNotice(window, 'sample').press('Open results');
    await tree.row(/^Annual Report 2025.pdf/).click();
    await window.editorText('Annual Report 2025.pdf.md');
    await window.page.keyboard.press('Control+Home');
    for (const theme of ['light', 'high contrast', 'dark'] as const) {
      await window.setTheme(theme);
      const picture = await window.screenshot(`theme-${theme.replace(' ', '-')}`);
      if (theme === 'dark') keepPicture(picture, 'readme-overview.png');
    }
    await window.command('Markdown: Open Preview to the Side');
    await window
      .preview()
      .getByText(/Turnover grew by/)
      .first()
      .waitFor();
    keepPicture(await window.screenshot('readme-result'), 'readme-result.png');
  });
});
