import { type Browser, chromium } from 'playwright-core';

/**
 * Starts a headless Chromium that reaches this machine only.
 *
 * CHROMIUM_PATH says where it is (test/run.mjs and test/host/start.mjs set it); HEADED=1 shows its window.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath)
    throw new Error('CHROMIUM_PATH is not set: start this with `npm test` or `npm start`.');
  return chromium.launch({
    executablePath,
    headless: process.env['HEADED'] === undefined,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
