import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Layers without VS Code and what of ours each may import beside itself; all other folders sit on top. */
const below: Record<string, readonly string[]> = {
  base: [],
  protocol: ['base'],
  client: ['base', 'protocol'],
  engine: ['base', 'protocol'],
  runs: ['base', 'protocol', 'client'],
};

interface Import {
  /** File below src. */
  file: string;
  /** First folder of the file, or its name where it lies in src itself. */
  layer: string;
  /** As written. */
  target: string;
  /** Layer that it leads to; undefined for a package. */
  targetLayer: string | undefined;
}

const layerOf = (file: string): string => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';

function imports(): Import[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.ts'));
  return files.flatMap(file => {
    const code = readFileSync(join('src', file), 'utf8');
    const targets = code.matchAll(
      /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\(\s*)(['"])([^'"\n]+)\1/g,
    );
    return [...targets].map(([, , target = '']) => ({
      file,
      layer: layerOf(file),
      target,
      targetLayer: target.startsWith('.') ? layerOf(normalize(join(dirname(file), target))) : undefined,
    }));
  });
}

const told = (found: Import[]) => found.map(({ file, target }) => `${file} imports ${target}`);

describe('layers of src', () => {
  const all = imports();

  it('are read', () => {
    assert.ok(all.length > 100, `${all.length} imports found`);
    for (const layer of Object.keys(below))
      assert.ok(
        all.some(i => i.layer === layer),
        layer,
      );
    assert.ok(all.some(i => i.target === 'vscode'));
  });

  for (const [layer, allowed] of Object.entries(below)) {
    it(`${layer} imports of ours only ${[layer, ...allowed].join(', ')}`, () => {
      const wrong = all.filter(
        i =>
          i.layer === layer && i.targetLayer && i.targetLayer !== layer && !allowed.includes(i.targetLayer),
      );
      assert.deepEqual(told(wrong), []);
    });

    it(`${layer} does not know VS Code`, () => {
      assert.deepEqual(told(all.filter(i => i.layer === layer && i.target === 'vscode')), []);
    });
  }

  it('the engine is nobody else’s part: it is its own process', () => {
    assert.deepEqual(told(all.filter(i => i.targetLayer === 'engine' && i.layer !== 'engine')), []);
  });

  it('only the engine may use undici and SQLite', () => {
    const engineOnly = /^(undici|node:sqlite)($|\/)/;
    assert.deepEqual(told(all.filter(i => engineOnly.test(i.target) && i.layer !== 'engine')), []);
  });

  it('zod is the small one', () => {
    assert.deepEqual(told(all.filter(i => i.target.startsWith('zod') && i.target !== 'zod/mini')), []);
  });
});
