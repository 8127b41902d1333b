import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The top of the project; this file runs as out/test/host/src/paths.js. */
export const projectRoot = resolve(__dirname, '../../../..');

/** Documents to try the extension on. */
export const sampleFolder = join(projectRoot, 'test/fixtures/sample');

/** Name of the host that VSCODE_HOST picks: `latest` (default) or `min`, the oldest VS Code supported. */
export const hostName = process.env['VSCODE_HOST'] ?? 'latest';

const hostFolder = join(projectRoot, 'test/host', hostName);
const codeServer = join(hostFolder, 'node_modules/code-server');

/** The Node.js that the chosen VS Code runs on. */
export const hostNode = join(hostFolder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);

/** Keeps a server from outliving the process that started it. */
export const followParent = join(projectRoot, 'test/host/followParent.cjs');

/** Entry of VS Code's bare server: one process, takes `--enable-smoke-test-driver`. */
export const bareServer = () => entry('lib/vscode/out/server-main.js');

/** Entry of code-server's own front: like the bare server, and secrets survive a window reload. */
export const codeServerFront = () => entry('out/node/entry.js');

/** The server looks for its web files in lib/vscode/node_modules; they lie in the host's flat install. */
function entry(path: string): string {
  const main = join(codeServer, path);
  if (!existsSync(main)) throw new Error(`${main} is missing: run \`npm run host ${hostName}\`.`);
  const modules = join(codeServer, 'lib/vscode/node_modules');
  if (!lstatSync(modules, { throwIfNoEntry: false })) symlinkSync('../../..', modules, 'dir');
  return main;
}
