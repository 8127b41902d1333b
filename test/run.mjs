// Runs test suites and counts what they really ran: `node test/run.mjs [suite…]`, without a name all that `npm test`
// means. What follows `bench` or `fuzz` is for that. TEST_GREP picks tests by title. The last line is
// `N passed, N failed`; the exit code is 0 only where nothing failed, nothing died and every suite ran something.
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureHosts, findChromium, HostError } from './host/install.mjs';
import { readCounts } from './run/counts.mjs';
import { endLeftovers, runProcess } from './run/process.mjs';
import { limitMs, suites, usual } from './run/suites.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

/** The suites to run, with a build and a package before the first that needs one, and the arguments of the last. */
function plan(argv) {
  const taker = argv.findIndex(name => ['bench', 'fuzz'].includes(name));
  const own = taker === -1 ? argv : argv.slice(0, taker + 1);
  const unknown = own.filter(name => !(name in suites));
  if (unknown.length > 0) {
    throw new HostError(
      `There is no suite ${unknown.join(', ')}. Suites: ${Object.keys(suites).join(', ')}.`,
    );
  }
  const names = own.length > 0 ? [...own] : [...usual];
  /** Puts a suite before the first that cannot do without it. */
  const need = (wanted, needs) => {
    const first = names.findIndex(name => needs(suites[name]));
    if (first !== -1 && !names.includes(wanted)) names.splice(first, 0, wanted);
  };
  need('vsix', ({ packaged }) => packaged);
  need('build', ({ built }) => built);
  return { names, rest: taker === -1 ? [] : argv.slice(taker + 1) };
}

/** Runs one suite with a temporary folder of its own; its output goes to the open file `output`, else on ours. */
async function runSuite(name, rest, output) {
  const suite = suites[name];
  const temp = mkdtempSync(join(tmpdir(), 'lb-'));
  chmodSync(temp, 0o755); // tests that give up root's rights still reach their files
  const report = suite.counted ? join(temp, 'report.json') : undefined;
  const env = {
    ...process.env,
    ...suite.env,
    TMPDIR: temp,
    ...(report ? { TEST_REPORT: report } : {}),
    CHROMIUM_PATH: findChromium(),
  };
  try {
    /** @type {import('./run/counts.mjs').End} */
    let end = { code: null, why: 'has nothing to run' };
    for (const argv of suite.steps(rest)) {
      const limits = { limitMs: limitMs(suite), ...(output === undefined ? {} : { output }) };
      end = await runProcess(argv, { cwd: root, env, ...limits });
      if (end.code !== 0) break;
    }
    for (const left of endLeftovers(temp)) console.log(`${name} left running: ${left}`);
    return { ...readCounts(end, report), interrupted: end.interrupted };
  } finally {
    rmSync(temp, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Starts a suite beside others; its output is shown when it is waited for. */
function startBeside(name, rest) {
  const folder = mkdtempSync(join(tmpdir(), 'lb-'));
  const log = join(folder, 'output');
  const output = openSync(log, 'w');
  const running = timed(() => runSuite(name, rest, output));
  return async () => {
    const result = await running;
    closeSync(output);
    console.log(`\n── ${name}`);
    process.stdout.write(readFileSync(log));
    rmSync(folder, { recursive: true, force: true });
    return result;
  };
}

async function timed(run) {
  const started = performance.now();
  const result = await run();
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

async function main() {
  const { names, rest } = plan(process.argv.slice(2));
  ensureHosts([...new Set(names.flatMap(name => suites[name].hosts ?? []))]);
  if (names.includes('ui')) rmSync('test/ui/screenshots', { recursive: true, force: true });
  const lines = [];
  const total = { passed: 0, failed: 0 };
  const add = (name, { passed, failed, seconds, why }) => {
    total.passed += passed;
    total.failed += failed;
    const reason = why ? ` (it ${why})` : '';
    lines.push(`${name}: ${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s${reason}`);
  };
  const unbuilt = { passed: 0, failed: 1, why: 'was not run: the build failed', seconds: 0 };
  const besides = new Map();
  const broken = new Set();
  for (const name of names) {
    const { built, packaged } = suites[name];
    const canRun = !(built && broken.has('build')) && !(packaged && broken.has('vsix'));
    if (canRun && suites[name].beside && name !== names.at(-1)) {
      besides.set(name, startBeside(name, rest));
      continue;
    }
    console.log(`\n── ${name}`);
    const result = canRun ? await timed(() => runSuite(name, rest)) : unbuilt;
    if (result.failed > 0) broken.add(name);
    add(name, result);
    if (result.interrupted) break;
  }
  for (const [name, wait] of besides) add(name, await wait());
  console.log(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof HostError)) throw error;
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
