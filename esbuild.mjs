// Builds what ships (dist/extension.mjs with its chunks, dist/engine.js) and, with --tests, every source and test file into out/.
// --watch rebuilds on change and runs `tsc --noEmit --watch` beside it.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const minify = !watch && !process.argv.includes('--no-minify');

/** Native packages stay outside the bundle and travel as files beside it. */
const native = ['@llamaindex/liteparse', '@firecrawl/anydoc', '@tesseract.js-data/eng'];

/** @type {import('esbuild').BuildOptions} */
const common = {
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'info',
};

/** Maps do not travel in the VSIX: what is minified does not name them. */
const sourcemap = minify ? 'external' : true;
const shipped = { ...common, sourcemap, bundle: true, minify, legalComments: 'linked' };
/** Modules, so that what few people need lies in chunks of its own and is loaded when it is first asked for. */
const extension = {
  ...shipped,
  format: 'esm',
  splitting: true,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
};
const builds = [
  extension,
  { ...shipped, entryPoints: ['src/engine/main.ts'], outfile: 'dist/engine.js', external: native },
];
if (tests) {
  rmSync('out', { recursive: true, force: true });
  const folders = [
    'src',
    ...[
      'unit',
      'contract',
      'faults',
      'fuzz',
      'integration',
      'ui',
      'bench',
      'extraction',
      'support',
      'host/src',
    ].map(name => join('test', name)),
  ].filter(folder => existsSync(folder));
  const entryPoints = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true })
      .filter(file => file.endsWith('.ts'))
      .map(file => join(folder, file)),
  );
  // Code that is loaded later comes without a turn of the event loop there, so that a fake clock can be waited for.
  const supported = { 'dynamic-import': false };
  builds.push({ ...common, supported, entryPoints, outdir: 'out', outbase: '.', logLevel: 'warning' });
}

// Chunks are named after their content: those of earlier builds would ship too.
rmSync('dist/chunks', { recursive: true, force: true });
const contexts = await Promise.all(builds.map(options => context(options)));
if (watch) {
  await Promise.all(contexts.map(c => c.watch()));
  spawn('npx', ['tsc', '--noEmit', '--watch', '--preserveWatchOutput'], { stdio: 'inherit' });
} else {
  await Promise.all(contexts.map(c => c.rebuild()));
  await Promise.all(contexts.map(c => c.dispose()));
}
