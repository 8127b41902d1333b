import assert from 'node:assert/strict';
import { type EngineProcess, startEngine } from '../support/engineProcess';
import { keepPicture } from './driver/pictures';
import { VsCodeWindow } from './driver/vscodeWindow';
import { answerParse, batchesView, endOf } from './steps/batchParse';

/** A company's own LlamaCloud: another process that speaks the same API and wants a key. */
describe('a person with an account', function () {
  this.timeout(120_000);
  const name = 'Our LlamaCloud';
  let server: EngineProcess;
  let window: VsCodeWindow;

  before(async () => {
    server = await startEngine();
    window = await VsCodeWindow.open({ size: { width: 1200, height: 750 } });
  });
  after(async () => {
    await window?.close();
    await server?.stop();
  });

  it('signs in with a key that is checked at once', async () => {
    await window.command('Llama Batches: Sign In to LlamaCloud…');
    await (await window.quickPick('Sign In to LlamaCloud')).pick(/Another Server/);
    const address = await window.quickPick(/Address of the server/);
    await address.type(`${server.url}/api/v1/`);
    await address.accept();
    const key = await window.quickPick(/API key for/);
    await key.type('llx-wrong');
    await key.accept();
    await key.element.getByText(/did not accept the API key/).waitFor();
    await window.screenshot('30-wrong-key');
    await key.type(server.token);
    await key.accept();
    const naming = await window.quickPick(/Name of the connection/);
    await naming.type(name);
    await naming.accept();
    await window.notification(new RegExp(`Signed in to ${name}`)).text();
  });

  it('sees the projects of the server in the tree', async () => {
    const tree = await batchesView(window);
    await tree.row(new RegExp(`^Project Default, ${name}`)).waitFor();
    await window.screenshot('31-signed-in');
  });

  it('chooses where to parse, and sees what it would cost before a byte leaves', async () => {
    await window.command('Llama Batches: Batch Parse…');
    await (await window.quickPick('Batch Parse')).pick(/sample/);
    await (await window.quickPick()).pick(new RegExp(name));
    let items: string[] = [];
    await answerParse(window, {
      seen: async step => {
        const quickPick = await window.quickPick();
        if (step === 'configurations') {
          await quickPick.item(/Agentic.*credits/).waitFor();
          items = await quickPick.items();
          keepPicture(await window.screenshot('readme-cost'), 'readme-cost.png');
        }
      },
    });
    assert.ok(
      items.some(item => /Fast.*credits.*US\$/.test(item)),
      items.join('\n'),
    );
    await endOf(window, 'sample');
    const tree = await batchesView(window);
    await tree.row(/^sample batch, completed/).waitFor();
    await window.screenshot('32-parsed-there');
  });

  it('is told that nothing has changed when it parses the same folder again', async () => {
    await window.command('Llama Batches: Batch Parse…');
    await (await window.quickPick('Batch Parse')).pick(/sample/);
    await (await window.quickPick()).pick(new RegExp(name));
    const configurations = await window.quickPick(/Batch Parse/);
    await configurations.item(/^Fast/).waitFor();
    await configurations.pick(/^Fast/);
    const plan = await window.quickPick();
    await plan.item(/unchanged/).waitFor();
    await window.screenshot('33-unchanged');
    await plan.cancel();
  });

  it('signs out, and the server leaves the tree', async () => {
    await window.command('Llama Batches: Sign Out…');
    await window
      .dialog()
      .getByRole('button', { name: /Sign Out/ })
      .click();
    const tree = await batchesView(window);
    await tree.row(new RegExp(`^Project Default, ${name}`)).waitFor({ state: 'detached' });
    await window.page.getByRole('button', { name: 'Sign In to LlamaCloud…' }).waitFor();
    await window.screenshot('34-signed-out');
  });
});
