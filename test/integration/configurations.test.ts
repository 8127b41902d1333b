import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CompletionList,
  commands,
  type Diagnostic,
  languages,
  type QuickPick,
  type QuickPickItem,
  Range,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { LlamaCloud } from '../../src/client/api';
import { type ConfigurationChoice, serverChoices } from '../../src/commands/configurations/choices';
import { openConfiguration } from '../../src/commands/configurations/openConfiguration';
import { saveDraft } from '../../src/commands/configurations/saveDraft';
import { pickConfiguration } from '../../src/commands/pickConfiguration';
import { back } from '../../src/commands/quickPick';
import { Dismissed } from '../../src/commands/register';
import { ConfigurationDrafts } from '../../src/documents/configurationDrafts';
import { commands as ids } from '../../src/ids';
import type { Configuration } from '../../src/protocol/configurations';
import type { Place } from '../../src/runs/catalog';
import { readConfigurationFile } from '../../src/runs/configurations/configurationFile';
import type { RunJobType } from '../../src/runs/run';
import type { Services } from '../../src/services';
import { FakeLlamaCloud, refusal } from '../support/fakeLlamaCloud';
import { workspaceFolder } from './sample';
import { activated } from './services';
import { putInWindow } from './windows';

const parse = (tier: string) => ({ product_type: 'parse_v2', tier, version: 'latest' });

describe('configurations', function () {
  this.timeout(60_000);
  let services: Services;
  let client: LlamaCloud;
  let place: Place;
  let restore: (() => void)[];

  before(async () => {
    services = await activated();
    client = await services.connections.clientFor('local');
    const projectId = await services.connections.get('local').projectFor(undefined);
    place = { connectionId: 'local', projectId };
  });

  beforeEach(() => {
    restore = [];
  });
  afterEach(async () => {
    for (const undo of restore) undo();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Puts another function in the place of one of VS Code's until the test ends. */
  function replace<K extends keyof typeof window>(name: K, by: (typeof window)[K]) {
    const original = window[name];
    putInWindow(name, by);
    restore.push(() => putInWindow(name, original));
  }

  describe('of a server', () => {
    let folder: string;
    let drafts: ConfigurationDrafts;
    let saved: Configuration;
    let said: string[];

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'drafts-'));
      drafts = new ConfigurationDrafts(folder);
    });
    beforeEach(async () => {
      said = [];
      const { items } = await client.listConfigurations({ name: 'Drafted' }, place);
      for (const { id } of items) await client.deleteConfiguration(id, place).catch(() => undefined);
      saved = await client.saveConfiguration({ name: 'Drafted', parameters: parse('agentic') }, place);
    });
    after(() => rm(folder, { recursive: true }));

    /** Answers every question with one button. */
    const answer = (button: string) => {
      const show = async (message: string) => {
        said.push(message);
        return button;
      };
      replace('showInformationMessage', show as never);
      replace('showWarningMessage', show as never);
    };
    const open = async () => {
      await openConfiguration(services, drafts, { place, configuration: saved });
      const uri = window.activeTextEditor?.document.uri;
      assert.ok(uri);
      return uri;
    };
    const write = (uri: Uri, value: object) => writeFile(uri.fsPath, JSON.stringify(value));
    const tierNow = async () => (await client.getConfiguration(saved.id, place)).parameters.tier;

    it('opens as a draft that can be changed', async () => {
      const uri = await open();
      assert.ok(drafts.holds(uri.fsPath));
      assert.equal(window.activeTextEditor?.document.languageId, 'json');
      assert.match(window.activeTextEditor?.document.getText() ?? '', /^\{\n {2}"name": "Drafted",/);
    });

    it('shows the difference first, and is saved once the person agrees', async () => {
      answer('Save to the Server');
      const uri = await open();
      await write(uri, { name: 'Drafted', tier: 'fast' });
      await saveDraft(services, drafts, uri);
      assert.match(said.join(), /^Save this change of “Drafted” to This machine\?/);
      assert.equal(window.tabGroups.activeTabGroup.activeTab?.label, 'Drafted: server ↔ your change');
      assert.equal(await tierNow(), 'fast');
      said = [];
      await saveDraft(services, drafts, uri);
      assert.deepEqual(said, [], 'nothing is asked where nothing would change');
    });

    it('stays as it is on the server where the person only keeps the draft', async () => {
      answer('Keep as Draft');
      const uri = await open();
      await write(uri, { name: 'Drafted', tier: 'fast' });
      await saveDraft(services, drafts, uri);
      assert.equal(await tierNow(), 'agentic');
    });

    it('says that somebody else has changed it meanwhile, and keeps theirs unless told otherwise', async () => {
      const uri = await open();
      await write(uri, { name: 'Drafted', tier: 'fast' });
      await client.updateConfiguration(saved.id, { parameters: parse('agentic_plus') }, place);
      answer('Keep as Draft');
      await saveDraft(services, drafts, uri);
      assert.match(said.join(), /^“Drafted” was changed on This machine since you opened it\./);
      assert.equal(await tierNow(), 'agentic_plus');
      answer('Replace on the Server');
      await saveDraft(services, drafts, uri);
      assert.equal(await tierNow(), 'fast');
    });

    it('is shown again where it changes while the question is open', async () => {
      const uri = await open();
      await write(uri, { name: 'Drafted', tier: 'fast' });
      replace('showInformationMessage', (async (message: string) => {
        said.push(message);
        await client.updateConfiguration(saved.id, { parameters: parse('agentic_plus') }, place);
        return 'Save to the Server';
      }) as never);
      replace('showWarningMessage', (async (message: string) => {
        said.push(message);
        return 'Keep as Draft';
      }) as never);
      await saveDraft(services, drafts, uri);
      assert.equal(said.length, 2);
      assert.equal(await tierNow(), 'agentic_plus');
    });

    it('can be made anew where it was deleted', async () => {
      answer('Make Anew');
      const uri = await open();
      await client.deleteConfiguration(saved.id, place);
      await write(uri, { name: 'Drafted', tier: 'fast' });
      // The bundle's errors are of another class than those of the code under test.
      const getConfiguration = () => Promise.reject(refusal(404));
      const connection = { name: 'This machine', client: async () => ({ ...client, getConfiguration }) };
      await saveDraft({ ...services, connections: { get: () => connection } as never }, drafts, uri);
      assert.match(said.join(), /was deleted on This machine/);
      const { items } = await client.listConfigurations({ name: 'Drafted', latest_only: true }, place);
      assert.deepEqual(
        items.map(({ parameters }) => parameters.tier),
        ['fast'],
      );
      assert.equal((await drafts.originOf(uri.fsPath)).id, items[0]?.id);
    });

    it('is not saved with an error in it, which is said', async () => {
      const uri = await open();
      await write(uri, { name: 'Drafted', tier: 'fats' });
      await assert.rejects(saveDraft(services, drafts, uri), {
        message: /^Drafted\.llamaparse\.json cannot be saved to the server\. tier: must be fast, /,
      });
    });

    it('opens read-only where it is built in', async () => {
      const preset = await client.getConfiguration('cfg-PARSE_FAST', place);
      await openConfiguration(services, drafts, { place, configuration: preset });
      const document = window.activeTextEditor?.document;
      assert.equal(document?.uri.scheme, 'llama-batches');
      assert.deepEqual(JSON.parse(document?.getText() ?? ''), {
        ...{ name: 'Fast', tier: 'fast', version: 'latest' },
      });
    });
  });

  describe('to choose from', () => {
    const files: Record<string, object | string> = {
      'good.llamaparse.json': { name: 'Good', tier: 'agentic', page_ranges: { max_pages: 2 } },
      'bad.llamaparse.json': { name: 'Bad', tier: 'fats' },
      'told.llamaextract.json': {
        ...{ name: 'Told', tier: 'agentic' },
        data_schema: { type: 'object', properties: { total: { type: 'number' } } },
      },
    };
    const pathOf = (name: string) => join(workspaceFolder(), name);

    before(() =>
      Promise.all(
        Object.entries(files).map(([name, content]) => writeFile(pathOf(name), JSON.stringify(content))),
      ),
    );
    after(() => Promise.all(Object.keys(files).map(name => rm(pathOf(name)))));

    /** Asks, and answers with the item of this label as soon as it is there; gives all items as a person sees them. */
    async function ask(jobType: RunJobType, label: string, more: object = {}) {
      const shown = new Promise<QuickPick<QuickPickItem>>(resolve => {
        const create = window.createQuickPick;
        replace('createQuickPick', (() => {
          const pick = create();
          resolve(pick);
          return pick;
        }) as never);
      });
      const connection = services.connections.get('local');
      const chosen = pickConfiguration({
        ...{ title: 'Test', jobType, connection, projectId: Promise.resolve(place.projectId) },
        ...{ lastUsed: undefined, services, ...more },
      });
      const pick = await shown;
      const settled = chosen.then(
        () => undefined,
        () => undefined,
      );
      await Promise.race([itemsOf(pick), settled]);
      const items = pick.items.map(({ label, description, detail }) => ({ label, description, detail }));
      const item = pick.items.find(each => each.label === label);
      assert.ok(item, `${label} is not offered: ${items.map(each => each.label)}`);
      await activate(pick, item);
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return { items, chosen };
    }

    /** Resolves once VS Code shows items: it then tells that the first one is active. */
    const itemsOf = (pick: QuickPick<QuickPickItem>) =>
      new Promise<void>(resolve => {
        pick.onDidChangeActive(([first]) => first && resolve());
      });

    /** Resolves once VS Code shows an item as the active one. */
    async function activate(pick: QuickPick<QuickPickItem>, item: QuickPickItem) {
      if (pick.activeItems[0] === item) return;
      const shown = new Promise<void>(resolve => {
        pick.onDidChangeActive(([active]) => active === item && resolve());
      });
      pick.activeItems = [item];
      await shown;
    }

    const choiceOf = async (chosen: Promise<ConfigurationChoice | typeof back>) => {
      const choice = await chosen;
      assert.ok(choice !== back);
      return choice;
    };

    it('are those of the server and the files of the workspace, with what is wrong in them', async () => {
      const { items, chosen } = await ask('parse_v2', '$(file) Good');
      const labels = items.map(({ label }) => label);
      for (const label of ['Fast', 'Cost Effective', 'Agentic', 'Agentic Plus'])
        assert.ok(labels.includes(label));
      const bad = items.find(({ label }) => label === '$(error) bad.llamaparse.json');
      assert.match(bad?.detail ?? '', /^tier: must be fast, cost_effective/);
      assert.ok(!labels.includes('$(file) Told'));
      assert.equal((await choiceOf(chosen)).parameters.tier, 'agentic');
    });

    it('are saved to the server only when they are used', async () => {
      const listed = async () =>
        (await client.listConfigurations({ name: 'Good', latest_only: true }, place)).items;
      const { chosen } = await ask('parse_v2', '$(file) Good');
      const choice = await choiceOf(chosen);
      const before = await listed();
      const saved = await choice.save();
      assert.equal(
        before.some(({ id }) => id === saved.id),
        false,
      );
      assert.deepEqual(
        (await listed()).map(({ id }) => id),
        [saved.id],
      );
      assert.equal((await choice.save()).version, saved.version, 'the same is not saved twice');
    });

    it('replace what somebody else has put there only with the person’s consent', async () => {
      const { chosen } = await ask('parse_v2', '$(file) Good');
      const choice = await choiceOf(chosen);
      await choice.save();
      await client.saveConfiguration({ name: 'Good', parameters: parse('fast') }, place);
      const questions: string[] = [];
      const answer = (button: string | undefined) =>
        replace('showWarningMessage', (async (message: string) => {
          questions.push(message);
          return button;
        }) as never);
      answer(undefined);
      await assert.rejects(choice.save(), Dismissed);
      answer('Replace');
      assert.equal((await choice.save()).parameters.tier, 'agentic');
      assert.match(questions[0] ?? '', /^“Good” on This machine is not what good\.llamaparse\.json says\.$/);
    });

    it('open where they have an error, and nothing is chosen', async () => {
      const { chosen } = await ask('parse_v2', '$(error) bad.llamaparse.json');
      await assert.rejects(chosen, Dismissed);
      assert.match(window.activeTextEditor?.document.uri.path ?? '', /bad\.llamaparse\.json$/);
    });

    it('show what they would cost, and the last used one first', async () => {
      const costOf = async ({ tier }: { tier: string | null }) => `${tier?.length} credits`;
      const { items, chosen } = await ask('parse_v2', 'Agentic', { costOf, lastUsed: 'cfg-PARSE_FAST' });
      await choiceOf(chosen);
      assert.deepEqual(items[1], { label: 'Fast', description: 'fast tier · 4 credits', detail: undefined });
    });

    it('are the tiers too where a server has no presets, saved under a name that a person recognises', async () => {
      const cloud = new FakeLlamaCloud();
      const connection = { ...services.connections.get('local'), name: 'Cloud', client: async () => cloud };
      const choices = () =>
        serverChoices({ connection, projectId: 'project' }, 'parse_v2', new AbortController().signal);
      const named = async (name: string) => {
        const found = (await choices()).find(choice => choice.name === name);
        assert.ok(found, name);
        return found;
      };
      assert.deepEqual(
        (await choices()).map(({ name }) => name),
        ['Fast', 'Cost Effective', 'Agentic', 'Agentic Plus'],
      );
      const cheap = await named('Cost Effective');
      const saved = await cheap.save();
      assert.equal(saved.name, 'Llama Batches: cost-effective');
      const again = await named('Cost Effective');
      assert.equal(again.key, cheap.key);
      assert.equal((await again.save()).id, saved.id);
      assert.equal((await (await named('Agentic')).save()).id, 'cfg-PARSE_AGENTIC');
      assert.equal(cloud.count('saveConfiguration'), 1);
    });

    it('are extractions for an extraction, and a new file can be begun', async () => {
      const { items, chosen } = await ask('extract_v2', '$(file) Told');
      assert.ok(!items.some(({ label }) => label === 'Fast'));
      const saved = await (await choiceOf(chosen)).save();
      assert.equal(saved.product_type, 'extract_v2');
    });
  });

  it('begin as a new file that is valid as it stands, and is not on disk yet', async () => {
    await commands.executeCommand(ids.newConfiguration, 'extract_v2');
    const document = window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.match(document.fileName, /configuration\.llamaextract\.json$/);
    assert.equal(readConfigurationFile(document.getText(), 'extract_v2', 'x').name, 'My extraction');
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('ask about a draft that is saved by hand', async () => {
    const [name, parameters] = ['By hand', parse('agentic')];
    const configuration = await client.saveConfiguration({ name, parameters }, place);
    await commands.executeCommand(ids.openConfiguration, { place, configuration });
    const editor = window.activeTextEditor;
    assert.match(editor?.document.fileName ?? '', /By hand\.llamaparse\.json$/);
    const asked = new Promise<string>(resolve => {
      replace('showInformationMessage', (async (message: string) => resolve(message)) as never);
    });
    const at = editor?.document.getText().indexOf('agentic') ?? -1;
    await editor?.edit(edit => {
      const { positionAt } = editor.document;
      edit.replace(new Range(positionAt(at), positionAt(at + 'agentic'.length)), 'fast');
    });
    await commands.executeCommand('workbench.action.files.save');
    assert.match(await asked, /^Save this change of “By hand” to This machine\?/);
  });

  it('complete and check themselves in the editor', async () => {
    const path = join(workspaceFolder(), 'helped.llamaparse.json');
    await writeFile(path, '{ "tier": "fats" }');
    try {
      const { uri, positionAt } = await workspace.openTextDocument(path);
      await window.showTextDocument(uri);
      const [found] = await checked(uri);
      assert.match(found?.message ?? '', /"fast", "cost_effective"/);
      const offered = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        positionAt(2),
      );
      const labels = offered.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      for (const option of ['page_ranges', 'output_options']) assert.ok(labels.includes(option), `${labels}`);
    } finally {
      await rm(path);
    }
  });

  /** What VS Code finds wrong in a file, as soon as it has found something. */
  function checked(uri: Uri): Promise<Diagnostic[]> {
    return new Promise(resolve => {
      const look = () => {
        const found = languages.getDiagnostics(uri);
        if (found.length) resolve(found);
      };
      const subscription = languages.onDidChangeDiagnostics(look);
      restore.push(() => subscription.dispose());
      look();
    });
  }
});
