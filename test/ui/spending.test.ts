import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineProcess, startEngine } from '../support/engineProcess';
import { tempFolder } from '../support/tempFolder';
import { VsCodeWindow } from './driver/vscodeWindow';
import { batchesView, endOf } from './steps/batchParse';

/** A server that charges, with a setting to be asked before every run. */
describe('a person who pays for what is parsed', function () {
  this.timeout(120_000);
  const name = 'Our LlamaCloud';
  let temp: ReturnType<typeof tempFolder>;
  let server: EngineProcess;
  let window: VsCodeWindow;

  before(async () => {
    temp = tempFolder();
    temp.write(temp.path, { 'papers/notes.md': '# Notes\n\nOne.', 'papers/table.csv': 'a,b\n1,2' });
    server = await startEngine();
    window = await VsCodeWindow.open({
      folder: join(temp.path, 'papers'),
      settings: { 'llamaBatches.confirm.credits': 0 },
    });
    await signIn();
  });
  after(async () => {
    await window?.close();
    await server?.stop();
    temp.remove();
  });

  async function signIn() {
    await window.command('Llama Batches: Sign In to LlamaCloud…');
    await (await window.quickPick('Sign In to LlamaCloud')).pick(/Another Server/);
    for (const [question, answer] of [
      [/Address of the server/, server.url],
      [/API key for/, server.token],
      [/Name of the connection/, name],
    ] as const) {
      const box = await window.quickPick(question);
      await box.type(answer);
      await box.accept();
    }
    await window.notification(new RegExp(`Signed in to ${name}`)).text();
  }

  /** The steps up to the plan. */
  async function plan() {
    await window.command('Llama Batches: Batch Parse…');
    await (await window.quickPick('Batch Parse')).pick(/papers/);
    await (await window.quickPick()).pick(new RegExp(name));
    const configurations = await window.quickPick(/Batch Parse/);
    await configurations.item(/^Agentic\b.*credits/).waitFor();
    await configurations.pick(/^Agentic\b/);
    const quickPick = await window.quickPick();
    await quickPick.item(/again|Start parsing/).waitFor();
    return quickPick;
  }

  async function batches(): Promise<number> {
    const headers = { authorization: `Bearer ${server.token}` };
    const response = await fetch(`${server.url}/api/v2/batches`, { headers });
    const { items } = (await response.json()) as { items: unknown[] };
    return items.length;
  }

  it('is asked once more before anything is sent, and may think better of it', async () => {
    const quickPick = await plan();
    assert.match(
      (await quickPick.items())[0] ?? '',
      /Start parsing 2 files.*≥ 2 pages.*≥ 11 credits · US\$0\.01/,
    );
    await quickPick.pick(/Start parsing/);
    const dialog = window.dialog();
    await dialog.getByText(`Send 2 files to ${name}?`).waitFor();
    await dialog.getByText(/≥ 11 credits/).waitFor();
    await window.screenshot('35-confirm');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const before = await window.quickPick();
    await before.item(/Start parsing 2 files/).waitFor();
    assert.equal(await batches(), 0, 'nothing was sent');
    await before.pick(/Start parsing/);
    await window.dialog().getByRole('button', { name: 'Send' }).click();
    assert.match(await endOf(window, 'papers'), /2 files parsed/);
  });

  it('takes results that are there already without being asked or charged', async () => {
    const quickPick = await plan();
    const [first, second] = await quickPick.items();
    assert.match(first ?? '', /Take the earlier results of 2 files.*nothing is sent/);
    assert.match(second ?? '', /Start parsing 2 files again.*credits/);
    await window.screenshot('36-all-unchanged');
    await quickPick.pick(/Take the earlier results/);
    const tree = await batchesView(window);
    await tree.expand(/^papers batch, completed/);
    await tree.row(/^notes\.md, .*unchanged/).waitFor();
    assert.equal(await batches(), 1, 'no batch was made');
    await tree.row(/^notes\.md, .*unchanged/).click();
    assert.match(await window.editorText('notes.md.md'), /One\./);
  });

  it('sends only what has changed since', async () => {
    writeFileSync(join(window.workspace, 'notes.md'), '# Notes\n\nTwo.');
    const quickPick = await plan();
    const items = await quickPick.items();
    assert.match(items[0] ?? '', /Start parsing 1 file\b.*credits/);
    assert.ok(
      items.some(item => /1 file unchanged/.test(item)),
      items.join('\n'),
    );
    await quickPick.cancel();
  });
});
