import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const root = resolve(__dirname, '../../../..');
const native = ['@llamaindex/liteparse', '@firecrawl/anydoc'];

/** Names of the packages whose code goes into a bundle. */
async function bundled(entry: string, external: string[]): Promise<string[]> {
  const options: BuildOptions = {
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'node',
    external,
  };
  const { metafile } = await build({
    ...options,
    ...{ write: false, metafile: true, outdir: root, logLevel: 'silent', loader: { '.node': 'file' } },
  });
  const files = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs));
  return files.flatMap(file => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
}

describe('the notices', () => {
  it('name every package that is bundled, and none twice', async function () {
    this.timeout(30_000);
    const packages = new Set([
      ...(await bundled('src/extension.ts', ['vscode'])),
      ...(await bundled('src/engine/main.ts', native)),
    ]);
    assert.ok(packages.has('undici') && packages.has('zod'));
    const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
    const missing = [...packages].filter(name => notices.split(`- **${name}**`).length !== 2);
    assert.deepEqual(missing, []);
  });
});
