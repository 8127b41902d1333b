import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

interface Packaging {
  targets: Record<string, { liteparse: string; anydoc: string | undefined }>;
  ownTarget(): string;
  platformPackages(target: string): Record<string, string>;
  shippedFiles(target: string, platformRoot: string): [string, string][];
}

/** vsix.mjs has no types of its own. */
const packaging = async (): Promise<Packaging> => import(join(root, 'vsix.mjs'));

describe('the VSIX', () => {
  let own: string[];

  before(async () => {
    const { ownTarget, shippedFiles } = await packaging();
    own = shippedFiles(ownTarget(), root).map(([path]) => path);
  });

  it('holds the two bundles, the chunks of one, and what Node loads beside them', () => {
    for (const path of [
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'THIRD-PARTY-NOTICES.md',
      'dist/extension.mjs',
      'dist/engine.js',
      'media/icon.png',
      'node_modules/@llamaindex/liteparse/dist/lib.cjs',
      'node_modules/@firecrawl/anydoc/index.js',
      'node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
    ]) {
      assert.ok(own.includes(path), `${path} is missing from ${own.join('\n')}`);
    }
  });

  it('holds every chunk that the extension loads, and no other', () => {
    const chunks = readdirSync(join(root, 'dist/chunks')).filter(name => name.endsWith('.mjs'));
    const shipped = own.filter(path => /^dist\/chunks\/[^/]+\.mjs$/.test(path));
    assert.deepEqual(shipped.sort(), chunks.map(name => `dist/chunks/${name}`).sort());
  });

  it('holds every picture and icon that the manifest and the README name', () => {
    const texts = ['package.json', 'README.md'].map(file => readFileSync(join(root, file), 'utf8'));
    const named = texts.flatMap(text => text.match(/media\/[\w./-]+\.\w+/g) ?? []);
    assert.ok(named.length > 0);
    for (const path of named) assert.ok(own.includes(path), `${path} does not ship`);
  });

  it('holds no source, test, source map or duplicate binary', () => {
    const stray = own.filter(path => /\.(ts|map)$|^(src|test|out)\/|traineddata$/.test(path));
    assert.deepEqual(stray, []);
    const binaries = own.filter(path => /\.(node|so|dylib|dll)$/.test(path));
    const packages = new Set(binaries.map(path => path.split('/').slice(0, 3).join('/')));
    assert.equal(packages.size, 2, `one package a parser, not ${binaries.join(', ')}`);
    for (const path of packages)
      assert.match(path, /-(linux|darwin|win32)-/, 'a base package carries no binary');
  });
});

describe('the targets', () => {
  it("are LiteParse's platforms, with the versions of package-lock.json", async () => {
    const { targets, platformPackages } = await packaging();
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const all = Object.assign({}, ...Object.keys(targets).map(platformPackages));
    const published = lock['node_modules/@llamaindex/liteparse'].optionalDependencies;
    for (const [name, version] of Object.entries(published)) assert.equal(all[name], version, name);
    for (const version of Object.values(all)) assert.match(String(version), /^\d+\.\d+\.\d+$/);
  });

  it('lack anydoc on Windows for ARM only', async () => {
    const { targets, platformPackages } = await packaging();
    const without = Object.keys(targets).filter(
      target => !Object.keys(platformPackages(target)).some(name => name.startsWith('@firecrawl/anydoc-')),
    );
    assert.deepEqual(without, ['win32-arm64']);
  });
});
