// `npm start`: VS Code with the extension from this work tree, on the sample folder or another one.
//   npm start -- [folder]             serves it and prints the address; Ctrl+C ends it
//   npm start -- --desktop [folder]   in the desktop VS Code that `code` on PATH starts
//   npm start -- --try [folder]       parses the folder by itself in a headless window and prints what came of it
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureHosts, findChromium, HostError, hostNode } from './install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { desktop: { type: 'boolean', default: false }, try: { type: 'boolean', default: false } },
  });
  const folder = resolve(positionals[0] ?? join(root, 'test/fixtures/sample'));
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new HostError(`${folder} is not a folder: give the path of one, or none for the sample.`);
  }
  if (!values.desktop) ensureHosts(['latest']);
  const built = await run(process.execPath, ['esbuild.mjs', '--tests']);
  if (built !== 0) throw new HostError('The build failed: see its messages above.');
  if (values.desktop) return startDesktop(folder);
  const script = join(root, 'out/test/host/src', values.try ? 'tryIt.js' : 'serve.js');
  return run(hostNode('latest'), ['--enable-source-maps', script, folder]);
}

async function startDesktop(folder) {
  const code = process.platform === 'win32' ? 'code.cmd' : 'code';
  const status = await run(code, ['--new-window', `--extensionDevelopmentPath=${root}`, folder]);
  if (status === 'ENOENT') {
    throw new HostError(
      'There is no `code` on PATH: install VS Code and its shell command, or use `npm start` without --desktop.',
    );
  }
  return status;
}

/** Runs a program on this terminal; its exit code, or the error code where it could not start. */
function run(command, args) {
  const env = { ...process.env, CHROMIUM_PATH: findChromium() };
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', shell: command.endsWith('.cmd') });
  // It ends what it started itself, so wait for it. Ctrl+C may reach it twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise(resolve => {
    child.once('error', error => resolve(error.code));
    child.once('exit', code => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof HostError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
