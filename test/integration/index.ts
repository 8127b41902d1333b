import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import SpecAndReport from '../host/src/specAndReport';
import { findWindows } from './windows';

/** Longest time for one test: the first ones compete with the window's own start. */
const timeoutMs = 20_000;

/**
 * VS Code's entry to the tests inside the extension host: runs every *.test.js beside this file.
 *
 * TEST_REPORT names the file for mocha's JSON report, TEST_GREP picks tests by title.
 *
 * @throws Error where a test failed
 */
export async function run(): Promise<void> {
  await findWindows();
  const grep = process.env['TEST_GREP'];
  const mocha = new Mocha({
    timeout: timeoutMs,
    color: false,
    reporter: SpecAndReport,
    ...(grep ? { grep } : {}),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  const tests = files.filter(name => name.endsWith('.test.js')).sort();
  // What starts with the window can only be seen before anything else was asked for.
  for (const file of new Set(['activation.test.js', ...tests])) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
