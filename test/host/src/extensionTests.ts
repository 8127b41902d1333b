// Runs test/integration inside the extension host of the VS Code that VSCODE_HOST names, on a copy of the sample
// folder. A script: its exit code is mocha's verdict. What the tests print comes through as they print it.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { projectRoot, sampleFolder } from './paths';
import { installFolder, startTestServer, windowUrl } from './server';
import { TempFolder } from './tempFolder';

const firstWordWithinMs = 90_000;

/** What the workbench logs about itself on its way up, beside the extension host's console. */
const workbenchNoise =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|Ignoring fetching additional|Updating additional builtin|\[AgentHost|\[AccountPolicyGate\]|\[Service Worker\]|ChatSessionStore:|Problems writing to codeAutomationLog|Creation of workbench contribution|Canceled: |Timed out waiting for authentication provider)/;

/** An extension beside ours that has language models. */
const chatModels = 'test/integration/chatModels';

async function main(): Promise<number> {
  using folder = new TempFolder();
  const workspace = join(folder.path, 'sample');
  cpSync(sampleFolder, workspace, { recursive: true });
  const dataFolder = join(folder.path, 'd');
  installFolder(dataFolder, [
    join(projectRoot, chatModels, 'package.json'),
    join(projectRoot, 'out', chatModels, 'extension.js'),
  ]);
  await using server = await startTestServer({ dataFolder });
  await using browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const remote = (path: string) => `vscode-remote://${server.authority}${join(projectRoot, path)}`;
    const url = windowUrl(server, workspace, [
      ['skipWelcome', 'true'],
      ['extensionDevelopmentPath', remote('.')],
      ['extensionTestsPath', remote('out/test/integration/index')],
    ]);
    const serverEnds = server.ended.then(code => {
      throw new Error(`VS Code's server ended with ${code}`);
    });
    return await Promise.race([automationVerdict(page, () => page.goto(url)), serverEnds]);
  } catch (error) {
    const tail = server.output().trimEnd().split('\n').slice(-15).join('\n');
    throw new Error(`The integration tests could not run: ${String(error)}\n${tail}`, { cause: error });
  }
}

/** The two functions that VS Code's test driver calls in the page: one line of output, and the end. */
async function automationVerdict(page: Page, open: () => Promise<unknown>): Promise<number> {
  let heard = false;
  const log = (level: string, args: unknown) => {
    const text = format(...(Array.isArray(args) ? args : [args]));
    if (workbenchNoise.test(text)) return;
    heard = true;
    const stream = level === 'error' || level === 'warn' ? process.stderr : process.stdout;
    stream.write(`${text}\n`);
  };
  await page.exposeFunction('codeAutomationLog', log);
  return new Promise<number>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(why));
    page.on('crash', () => fail('the Chromium page crashed'));
    page.on('close', () => fail('the Chromium page closed'));
    const listen = () =>
      heard || fail(`no word from the extension host within ${firstWordWithinMs / 1000} s`);
    setTimeout(listen, firstWordWithinMs).unref();
    page.exposeFunction('codeAutomationExit', resolve).then(open).catch(reject);
  });
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error);
    process.exitCode = 1;
  },
);
