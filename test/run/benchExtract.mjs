// Builds the extraction benchmark with the engine it measures, apart from out/ and dist/, and runs it under the host's
// Node. All arguments are the benchmark's (test/bench/extraction/main.ts).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ensureHosts, hostNode } from '../host/install.mjs';

process.chdir(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
ensureHosts(['latest']);

/** Under node_modules, so that packages are found from there and nothing is searched or checked in it. */
const cache = join('node_modules', '.cache', 'bench-extract');
mkdirSync(cache, { recursive: true });
const out = mkdtempSync(join(cache, 'built-'));
const common = { platform: 'node', target: 'node22', format: 'cjs', sourcemap: true, sourcesContent: false };
const native = ['@llamaindex/liteparse', '@firecrawl/anydoc', '@tesseract.js-data/eng'];
try {
  const entryPoints = ['src', 'test/extraction', 'test/bench', 'test/support']
    .flatMap(folder => readdirSync(folder, { recursive: true }).map(file => join(folder, file)))
    .filter(file => file.endsWith('.ts'));
  await build({ ...common, entryPoints, outdir: out, outbase: '.', logLevel: 'error' });
  const engine = join(out, 'engine.js');
  await build({
    ...common,
    bundle: true,
    entryPoints: ['src/engine/main.ts'],
    outfile: engine,
    external: native,
    logLevel: 'error',
  });
  const program = join(out, 'test', 'bench', 'extraction', 'main.js');
  const { status } = spawnSync(
    hostNode('latest'),
    ['--enable-source-maps', program, ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, ENGINE_SCRIPT: engine } },
  );
  process.exitCode = status ?? 1;
} catch (error) {
  // What does not build has been printed.
  if (!Array.isArray(error?.errors)) throw error;
  process.exitCode = 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
