import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

/** Packages that travel as files beside the engine's bundle, as their native parts must. */
const besideEngine = /^@(llamaindex\/liteparse|firecrawl\/anydoc|tesseract\.js-data\/eng)($|\/)/;

const read = (bundle: string) => readFileSync(join('dist', bundle), 'utf8');

/**
 * Names that a bundle asks for at run time, without Node's own modules. esbuild writes them in double quotes; other
 * spellings, and those right after a quote, are text from which some libraries make code that the bundle never runs.
 */
const externals = (code: string): string[] => {
  const calls = code.matchAll(/(?<!['"`\w.])(?:require|require\.resolve|import)\("([^"\n]+)"\)/g);
  const names = [...calls].map(([, name = '']) => name);
  return [...new Set(names)].filter(name => !isBuiltin(name));
};

describe('dist/extension.js', () => {
  it('is 200 KB at most', () => {
    assert.ok(Buffer.byteLength(read('extension.js')) <= 200 * 1024);
  });

  it('needs vscode and nothing else from outside', () => {
    assert.deepEqual(externals(read('extension.js')), ['vscode']);
  });

  it('holds no undici: loading one would change fetch for every extension', () => {
    assert.doesNotMatch(read('extension.js'), /undici\.globalDispatcher|UND_ERR_(?!CONNECT_TIMEOUT)/);
  });

  it('holds no SQLite: that is the engine’s', () => {
    assert.doesNotMatch(read('extension.js'), /node:sqlite/);
  });
});

describe('dist/engine.js', () => {
  it('needs only what is packaged beside it', () => {
    assert.deepEqual(
      externals(read('engine.js')).filter(name => !besideEngine.test(name)),
      [],
    );
  });

  it('does not know VS Code', () => {
    assert.ok(!externals(read('engine.js')).includes('vscode'));
  });
});
