import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
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

/** Modules that a minified module imports at once: `import{a as b}from"x"`, `import"x"`, and what it passes on. */
const imported = (code: string): string[] =>
  [...code.matchAll(/\b(?:im|ex)port(?:[\w$*{},\s]*?\bfrom|)\s*"([^"]+)"/g)].map(([, name = '']) => name);

/** What VS Code loads when the extension starts: the entry and all that it imports at once, by path. */
function startCode(): Map<string, string> {
  const found = new Map<string, string>();
  const take = (path: string) => {
    if (found.has(path)) return;
    const code = read(path);
    found.set(path, code);
    for (const name of imported(code)) if (name.startsWith('.')) take(join(path, '..', name));
  };
  take('extension.mjs');
  return found;
}

/** Everything of the extension, the parts that are loaded when they are first asked for among it. */
const extensionCode = () =>
  ['extension.mjs', ...readdirSync('dist/chunks').map(name => join('chunks', name))]
    .filter(path => path.endsWith('.mjs'))
    .map(read)
    .join('\n');

describe('dist/extension.mjs', () => {
  it('loads 200 KB at most when it starts', () => {
    const bytes = [...startCode().values()].reduce((sum, code) => sum + Buffer.byteLength(code), 0);
    assert.ok(bytes <= 200 * 1024, `${bytes} bytes`);
  });

  it('needs vscode and nothing else from outside', () => {
    const code = extensionCode();
    const names = [...imported(code), ...externals(code)].filter(name => !name.startsWith('.'));
    assert.deepEqual(
      [...new Set(names)].filter(name => !isBuiltin(name)),
      ['vscode'],
    );
  });

  it('holds no undici: loading one would change fetch for every extension', () => {
    assert.doesNotMatch(extensionCode(), /undici\.globalDispatcher|UND_ERR_(?!CONNECT_TIMEOUT)/);
  });

  it('holds no SQLite: that is the engine’s', () => {
    assert.doesNotMatch(extensionCode(), /node:sqlite/);
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
