import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hostNode } from '../host/install.mjs';

/**
 * One suite: programs that run one after the other, each only where the one before it succeeded.
 * @typedef {object} Suite
 * @property {(argv: string[]) => string[][]} steps command lines; `argv` is what the caller added
 * @property {boolean} [counted] its last step writes mocha's report; any other suite is one check
 * @property {boolean} [built] reads out/ or dist/
 * @property {boolean} [packaged] installs the VSIX
 * @property {number} [limitMinutes] longest time that it may take, where that is not the usual
 * @property {string[]} [hosts] VS Code hosts that must be installed
 * @property {Record<string, string>} [env] added to the environment
 * @property {boolean} [beside] waits for disks and processes more than it works: runs beside the suites after it
 */

/** The VSIX that the UI tests install. */
const vsix = 'out/llama-batches.vsix';
const packaged = { packaged: true, env: { VSIX: vsix } };
const node = hostNode('latest');
const longestMinutes = 10;

/** Longest time a suite may take; what hangs is ended and has failed. */
export const limitMs = ({ limitMinutes = longestMinutes }) => limitMinutes * 60_000;

/** What `npm test` runs, in this order; two cores are kept busy without two suites that both need a window's pace. */
export const usual = [
  ...['types', 'lint', 'build', 'vsix', 'contract', 'unit'],
  ...['faults', 'windows', 'integration', 'ui'],
];

/** @type {Record<string, Suite>} */
export const suites = {
  types: { steps: () => [[process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit']] },
  lint: { steps: () => [[process.execPath, 'node_modules/@biomejs/biome/bin/biome', 'check']] },
  build: { steps: () => [[process.execPath, 'esbuild.mjs', '--tests']] },
  unit: mochaSuite('unit'),
  contract: { ...mochaSuite('contract'), beside: true },
  faults: { ...mochaSuite('faults'), beside: true },
  integration: extensionSuite('extensionTests', ['latest']),
  min: { ...extensionSuite('extensionTests', ['latest', 'min']), env: { VSCODE_HOST: 'min' } },
  desktop: extensionSuite('desktopTests', ['latest']),
  vsix: { steps: () => [[process.execPath, 'vsix.mjs', '--no-build', '--out', vsix]], built: true },
  ui: { ...mochaSuite('ui', '*'), ...packaged },
  windows: { ...mochaSuite('ui/windows'), ...packaged, beside: true },
  bench: {
    steps: argv => scripts('out/test/bench').map(script => [node, '--enable-source-maps', script, ...argv]),
    built: true,
    hosts: ['latest'],
  },
  fuzz: {
    steps: argv => [[node, '--enable-source-maps', 'out/test/fuzz/main.js', ...argv]],
    built: true,
    hosts: ['latest'],
    limitMinutes: 130,
  },
};

/** Mocha on the FILES of out/test/FOLDER, under the host's Node: `node:sqlite` is not in Node 20. */
function mochaSuite(folder, files = '**/*') {
  // A machine that is busy with two suites takes its time; what hangs takes longer than that.
  const mocha = ['node_modules/mocha/bin/mocha.js', '--enable-source-maps', '--timeout', '10000'];
  const reporter = ['--reporter', 'out/test/host/src/specAndReport.js'];
  const grep = process.env.TEST_GREP ? ['--grep', process.env.TEST_GREP] : [];
  return {
    steps: () => [[node, ...mocha, ...reporter, ...grep, `out/test/${folder}/${files}.test.js`]],
    counted: true,
    built: true,
    hosts: ['latest'],
  };
}

/** Mocha inside an extension host, started by a script of test/host/src. */
function extensionSuite(script, hosts) {
  return {
    steps: () => [[node, '--enable-source-maps', `out/test/host/src/${script}.js`]],
    counted: true,
    built: true,
    hosts,
  };
}

function scripts(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(file => file.endsWith('.js'))
    .map(file => join(folder, file));
}
