import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../host/src/browser';
import { projectRoot, sampleFolder } from '../../host/src/paths';
import { installVsix, linkWorkTree, type Server, startServer, windowUrl } from '../../host/src/server';
import type { Settings } from '../../host/src/settings';
import { TempFolder } from '../../host/src/tempFolder';
import { Notification } from './notification';
import { QuickPick } from './quickPick';
import { Tree } from './tree';
import { waitFor } from './waitFor';

/** Longest time for one step of a person before the test fails. */
const stepMs = 30_000;

/** Longest time for a window to come up: on a busy machine it competes with the server's own start. */
const startMs = 90_000;

/** A menu takes no click right after it opened: that would be the click that opened it. */
const menuDeafMs = 250;
const attempts = 5;
const activeEditor = '.editor-group-container.active .editor-instance .monaco-editor';

/** Run in the page: waits for what fades in or out, not for what turns for ever. */
const settleAnimations = `Promise.all(document.getAnimations()
  .filter(animation => animation.effect?.getComputedTiming().iterations !== Infinity)
  .map(animation => animation.finished.catch(() => undefined))).then(() => undefined)`;

/** Where `screenshot` puts its pictures. */
export const screenshotFolder = join(projectRoot, 'test/ui/screenshots');

/** Colour themes by the names people know: their label in the newest VS Code, the class that its workbench wears then. */
const themes = {
  light: { label: 'Light 2026', mark: '.monaco-workbench.vs' },
  dark: { label: 'Dark 2026', mark: '.monaco-workbench.vs-dark' },
  'high contrast': { label: 'Dark High Contrast', mark: '.monaco-workbench.hc-black' },
};

export interface WindowOptions {
  /** Opened as a copy, which may be written to. Default: test/fixtures/sample. */
  folder?: string;
  /** A packaged extension, or the work tree's build. Default: VSIX, the file that `npm test` packaged. */
  extension?: { vsix: string } | 'workTree';
  settings?: Settings;
  /** Asks whether to trust the folder, as VS Code does for people. */
  restricted?: boolean;
  size?: { width: number; height: number };
}

/** A VS Code window with the extension in it and a folder open, driven as a person drives it. */
export class VsCodeWindow implements AsyncDisposable {
  private constructor(
    private readonly server: Server,
    private readonly context: BrowserContext,
    private readonly owned: AsyncDisposableStack,
    /** The folder that is open: the copy. */
    readonly workspace: string,
    private current: Page,
  ) {}

  /** Starts a server and a Chromium of its own and waits until the workbench stands. `close` ends everything. */
  static async open(options: WindowOptions = {}): Promise<VsCodeWindow> {
    const { folder = sampleFolder, settings = {}, restricted = false } = options;
    await using starting = new AsyncDisposableStack();
    const temp = starting.use(new TempFolder());
    const workspace = join(temp.path, basename(folder));
    cpSync(folder, workspace, { recursive: true });
    const dataFolder = join(temp.path, 'd');
    await installExtension(options.extension, dataFolder);
    const server = starting.use(await startServer({ dataFolder, settings, restricted }));
    const browser = starting.use(await launchBrowser());
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(stepMs);
    const window = new VsCodeWindow(server, context, starting.move(), workspace, await context.newPage());
    try {
      await window.#load();
      return window;
    } catch (error) {
      await window.close();
      throw error;
    }
  }

  /** Closes the window and ends VS Code; what the extension started apart from it (the engine) is left to itself. */
  async quit(): Promise<void> {
    await this.context.browser()?.close();
    await this.server.end();
  }

  /** Ends the window, the server with everything it started, and the temporary folder. */
  async close(): Promise<void> {
    await this.owned.disposeAsync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Playwright's page, for what the helpers below do not cover. */
  get page(): Page {
    return this.current;
  }

  /** Where the server keeps user data; the extension's global storage is User/globalStorage/PUBLISHER.NAME in it. */
  get userDataFolder(): string {
    return this.server.userDataFolder;
  }

  /** Everything the server has written to its output. */
  serverOutput(): string {
    return this.server.output();
  }

  /** Runs Developer: Reload Window, which saves the state of the window first. What the extension stored stays. */
  async reload(): Promise<void> {
    const loaded = this.current.waitForEvent('load', { timeout: startMs });
    await Promise.all([loaded, this.command('Developer: Reload Window')]);
    await this.#ready();
  }

  /** Closes the window and opens a new one on the same folder and profile. */
  async reopen(): Promise<void> {
    await this.current.close();
    this.current = await this.context.newPage();
    await this.#load();
  }

  /** A row of the Explorer by the file's or folder's name; folders open with `click()`. */
  explorerItem(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
  }

  /** Shows a view container by its title in the activity bar, also where it is already shown. */
  async showView(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title }).first();
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /**
   * Right-clicks and chooses an item of the menu.
   *
   * @param seen called while the menu is open (a screenshot)
   */
  async contextMenu(target: Locator, name: string, seen?: () => Promise<unknown>): Promise<void> {
    const item = this.page.locator('.monaco-menu').getByRole('menuitem', { name, exact: true });
    // A menu that opened before the item was there or enabled keeps it so: open it again.
    await this.#insist(async () => {
      await target.click({ button: 'right' });
      await item.click({ trial: true, timeout: 2_000 });
    });
    await seen?.();
    await this.page.waitForTimeout(menuDeafMs);
    await item.click();
    await item.waitFor({ state: 'hidden' });
  }

  /** The items of the menu that a right click opens, top to bottom; the menu is closed again. */
  async contextMenuItems(target: Locator): Promise<string[]> {
    await target.click({ button: 'right' });
    const items = this.page.locator('.monaco-menu').getByRole('menuitem');
    await items.first().waitFor();
    const names = await items.evaluateAll(rows => rows.map(row => row.ariaLabel ?? row.textContent ?? ''));
    await this.page.keyboard.press('Escape');
    await items.first().waitFor({ state: 'hidden' });
    return names;
  }

  /** Runs a command by its title (`Llama Batches: Refresh`) from the command palette. */
  async command(title: string): Promise<void> {
    const palette = new QuickPick(this.page);
    // The palette may open before the extension's commands are registered: open it again.
    await this.#insist(async () => {
      await this.page.keyboard.press('F1');
      await palette.type(`>${title}`);
      await palette.item(title).click({ timeout: 3_000 });
    });
  }

  /** The quick pick that is open or about to open, with this title where one is given. */
  quickPick(title?: string | RegExp): Promise<QuickPick> {
    return new QuickPick(this.page).waitFor(title);
  }

  /** A notification on the screen by its text. */
  notification(text: string | RegExp): Notification {
    return new Notification(this.page, text);
  }

  /** A modal dialog (the trust question, a confirmation); its buttons are `getByRole('button', { name })`. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** A tree view by its name. */
  tree(name: string): Tree {
    return new Tree(this.page, name);
  }

  /** A status bar item by PUBLISHER.NAME.ID. */
  statusItem(id: string): Locator {
    return this.page.locator(`[id="${id}"]`);
  }

  /** The hover that shows; move the mouse away afterwards with `page.mouse.move`. */
  hover(): Locator {
    return this.page.locator('.monaco-hover:visible');
  }

  /** Titles of the open editors, left to right. */
  async editorTitles(): Promise<string[]> {
    const tabs = this.page.locator('.tabs-container .tab');
    return tabs.evaluateAll(all => all.map(tab => tab.getAttribute('data-resource-name') ?? ''));
  }

  /** The address of the document in the active editor; undefined where there is none. */
  async editorUri(): Promise<string | undefined> {
    const editor = this.page.locator(activeEditor).first();
    return (await editor.count()) > 0 ? ((await editor.getAttribute('data-uri')) ?? undefined) : undefined;
  }

  /**
   * The whole text of the editor with this title, or of the active one; waits until it has any.
   *
   * It is read through the clipboard, as VS Code draws only the lines on the screen.
   */
  async editorText(title?: string): Promise<string> {
    if (title !== undefined)
      await this.page.locator('.tabs-container .tab', { hasText: title }).first().click();
    const editor = this.page
      .locator('.editor-group-container.active .editor-instance .monaco-editor')
      .first();
    await editor.locator('.view-line').first().waitFor();
    return waitFor(`text in the editor ${title ?? ''}`, async () => {
      await this.page.evaluate(`navigator.clipboard.writeText('')`);
      await editor.locator('.view-lines').click();
      await this.page.keyboard.press('Control+a');
      await this.page.keyboard.press('Control+c');
      const text: unknown = await this.page.evaluate('navigator.clipboard.readText()');
      return typeof text === 'string' && text.trim() !== '' && text;
    });
  }

  /** The content of the web view that shows (the Markdown preview). */
  preview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Changes the colour theme as a person does, and waits until the window wears it. */
  async setTheme(name: keyof typeof themes): Promise<void> {
    const { label, mark } = themes[name];
    // The list is empty for good where it opened before VS Code's own themes were registered: open it again.
    await this.#insist(async () => {
      await this.command('Preferences: Color Theme');
      const picker = await this.quickPick();
      await picker.item(/^(Light|Dark)/).waitFor({ timeout: 3_000 });
      await picker.type(label);
      await picker.pick(new RegExp(`^${label}`));
    });
    await this.page.locator(mark).waitFor();
  }

  /** Saves a picture of the window as test/ui/screenshots/NAME.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(screenshotFolder, { recursive: true });
    await this.page.evaluate(settleAnimations);
    const path = join(screenshotFolder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  async #load(): Promise<void> {
    await this.page.goto(windowUrl(this.server, this.workspace), { timeout: startMs });
    await this.#ready();
  }

  /** The extension's icon shows that what extensions contribute is registered. */
  async #ready(): Promise<void> {
    const activityBar = this.page.locator('.monaco-workbench .activitybar');
    await activityBar.getByRole('tab', { name: 'Llama Batches' }).first().waitFor({ timeout: startMs });
  }

  async #insist(step: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await step();
      } catch (error) {
        if (attempt === attempts) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }
}

async function installExtension(from: WindowOptions['extension'], dataFolder: string): Promise<void> {
  if (from === 'workTree') return linkWorkTree(dataFolder);
  const vsix = from?.vsix ?? process.env['VSIX'];
  if (!vsix) throw new Error('VSIX names no packaged extension: start the UI tests with `npm run test:ui`.');
  await installVsix(vsix, dataFolder);
}
