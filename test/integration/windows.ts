import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { window } from 'vscode';

type Name = keyof typeof window;

/** VS Code 1.105 gives modules, as the extension is one, another `window` than scripts, as tests are. */
const windows = new Set<object>([window]);

/** Finds the `window` of modules; to be called once, before the tests. */
export async function findWindows(): Promise<void> {
  const path = join(__dirname, '../../../test/integration/moduleWindow.mjs');
  // The build makes `require` of an import here, to which a module is no module.
  const importModule = new Function('url', 'return import(url)') as (
    url: string,
  ) => Promise<{ window: object }>;
  windows.add((await importModule(pathToFileURL(path).href)).window);
}

/** Puts something in the place of what VS Code's `window` has, for the extension and for tests. */
export function putInWindow(name: Name, value: unknown): void {
  for (const each of windows) Object.defineProperty(each, name, { value, configurable: true });
}
