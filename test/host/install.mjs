// Makes the VS Code hosts ready: `node test/host/install.mjs [latest] [min]`. Everything comes from npm, without
// install scripts, and from Debian's own archive (Chromium and one font, where no Chromium is found).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const chromiumPackages = ['chromium', 'fonts-dejavu-core'];

/** A host that cannot be made ready; the message is a sentence for the person at the terminal. */
export class HostError extends Error {}

/**
 * The Node.js that belongs to a host. Tests run under it whatever Node calls npm: `node:sqlite` needs 22.13.
 * @param {string} name `latest` or `min`
 */
export function hostNode(name) {
  return join(here, name, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
}

/** Where a Chromium is: CHROMIUM_PATH, else the first on PATH; undefined where there is none. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.flatMap(folder => names.map(name => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...onPath].find(path => path && existsSync(path));
}

/**
 * Installs what is missing of the hosts named and of Chromium.
 * @param {string[]} names
 * @throws {HostError} where this machine cannot be made ready, with the next step
 */
export function ensureHosts(names) {
  if (process.platform !== 'linux') {
    throw new HostError(
      'The test host runs on Linux only. Use `npm run test:desktop` and `npm start -- --desktop` here.',
    );
  }
  for (const name of names) ensurePackages(name);
  if (!findChromium()) installChromium();
}

/** @param {string} name */
function ensurePackages(name) {
  const folder = join(here, name);
  const lock = join(folder, 'package-lock.json');
  if (!existsSync(lock)) throw new HostError(`There is no host named ${name}: use latest or min.`);
  const stamp = join(folder, 'node_modules', '.lock-hash');
  const hash = createHash('sha256').update(readFileSync(lock)).update(process.arch).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log(`Installing the VS Code host "${name}" (about 170 MB) …`);
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  if (!existsSync(hostNode(name))) {
    throw new HostError(`No Node.js for ${process.platform}-${process.arch} is part of the host ${name}.`);
  }
  writeFileSync(stamp, hash);
}

function installChromium() {
  const command = `apt-get install --no-install-recommends ${chromiumPackages.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get')) {
    throw new HostError('Chromium is missing: install it, or set CHROMIUM_PATH to one, and try again.');
  }
  if (process.getuid?.() !== 0) {
    throw new HostError(`Chromium is missing: run \`sudo ${command}\`, or set CHROMIUM_PATH, and try again.`);
  }
  console.log('Installing Chromium …');
  const quietly = /** @type {const} */ ({
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  run('apt-get', ['update', '-qq'], quietly);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...chromiumPackages], quietly);
  if (!findChromium()) throw new HostError(`\`${command}\` left no chromium on PATH: set CHROMIUM_PATH.`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
function run(command, args, options) {
  const result = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (result.error) throw new HostError(`\`${command}\` could not be started: ${result.error.message}.`);
  if (result.status !== 0) {
    throw new HostError(`\`${[command, ...args].join(' ')}\` failed: see its own message above.`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    ensureHosts(process.argv.length > 2 ? process.argv.slice(2) : ['latest']);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
