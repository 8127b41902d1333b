import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bareServer, codeServerFront, hostNode, projectRoot } from './paths';
import { type ProcessGroup, startProcessGroup } from './processGroup';
import { type Settings, seedSettings } from './settings';

/** A running VS Code server; a browser is its window. */
export interface Server extends ProcessGroup {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** `127.0.0.1:PORT`: VS Code's name for the remote. */
  readonly authority: string;
  readonly userDataFolder: string;
}

export interface ServerOptions {
  /** Where the server keeps everything: settings, extensions, logs, sockets. Keep its path short (sockets). */
  dataFolder: string;
  /** Added to the quiet settings of a new data folder. */
  settings?: Settings;
  /** Asks before it trusts a folder, as VS Code does for people. Default: every folder is trusted. */
  restricted?: boolean;
  /** Default: a free one. */
  port?: number;
}

const userDataFolder = (dataFolder: string) => join(dataFolder, 'user');
const extensionsFolder = (dataFolder: string) => join(dataFolder, 'extensions');
const common = ['--disable-telemetry', '--disable-getting-started-override'];
const trustAll = '--disable-workspace-trust';

/** VS Code behind code-server's front, as a person uses it: for `npm start` and the UI tests. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { dataFolder, port = 0, restricted = false } = options;
  const trust = {
    'security.workspace.trust.enabled': restricted,
    'security.workspace.trust.startupPrompt': 'always',
  };
  seedSettings(userDataFolder(dataFolder), { ...trust, ...options.settings });
  const argv = [
    codeServerFront(),
    ...['--config', join(dataFolder, 'config.yaml'), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
    ...['--user-data-dir', userDataFolder(dataFolder), '--extensions-dir', extensionsFolder(dataFolder)],
    ...['--disable-update-check', '--ignore-last-opened', '--app-name', 'VS Code'],
    ...common,
    ...(restricted ? [] : [trustAll]),
  ];
  return start(argv, dataFolder, /HTTP server listening on http:\/\/(127\.0\.0\.1:\d+)/);
}

/** VS Code's bare server with the test driver, which runs mocha inside the extension host. It shows no toasts. */
export async function startTestServer(
  options: Pick<ServerOptions, 'dataFolder' | 'settings'>,
): Promise<Server> {
  const { dataFolder } = options;
  seedSettings(userDataFolder(dataFolder), options.settings);
  const argv = [
    bareServer(),
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--server-data-dir', dataFolder, '--user-data-dir', userDataFolder(dataFolder)],
    ...['--extensions-dir', extensionsFolder(dataFolder), '--telemetry-level', 'off'],
    ...['--enable-smoke-test-driver', '--reconnection-grace-time', '5', '--enable-remote-auto-shutdown'],
    ...common,
    trustAll,
  ];
  const server = await start(argv, dataFolder, /Extension host agent listening on (\d+)/);
  const authority = `127.0.0.1:${server.match[1]}`;
  return { ...server, authority, url: `http://${authority}` };
}

async function start(argv: string[], dataFolder: string, ready: RegExp): Promise<Server> {
  mkdirSync(extensionsFolder(dataFolder), { recursive: true });
  const group = await startProcessGroup(argv, { env: serverEnv(dataFolder), ready, folder: dataFolder });
  const authority = group.match[1] ?? '';
  return { ...group, authority, url: `http://${authority}`, userDataFolder: userDataFolder(dataFolder) };
}

/** Installs a packaged extension for the servers of `dataFolder`, before they start. */
export async function installVsix(vsix: string, dataFolder: string): Promise<void> {
  const argv = [
    bareServer(),
    ...['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder(dataFolder)],
    ...['--install-extension', resolve(vsix), '--force'],
  ];
  await promisify(execFile)(hostNode, argv, { env: serverEnv(dataFolder) });
}

/** Installs an extension of these files, a package.json among them, for the servers of `dataFolder`. */
export function installFolder(dataFolder: string, files: readonly string[]): void {
  const manifest = files.find(file => basename(file) === 'package.json') ?? '';
  const { publisher, name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = join(extensionsFolder(dataFolder), `${publisher}.${name}-${version}`);
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
}

/** Lets the servers of `dataFolder` load the extension from the work tree: rebuild, reload the window. */
export function linkWorkTree(dataFolder: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  mkdirSync(extensionsFolder(dataFolder), { recursive: true });
  symlinkSync(projectRoot, join(extensionsFolder(dataFolder), `${publisher}.${name}-${version}`), 'dir');
}

/** Where to point a browser to see `folder` in VS Code. */
export function windowUrl(server: Server, folder: string, payload: readonly [string, string][] = []): string {
  const query = new URLSearchParams({ folder: resolve(folder) });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.url}/?${query}`;
}

/**
 * Nothing of a VS Code or npm that this runs inside, no proxy and no key of the person's; no look-ups outside; sockets and
 * caches in its own folder. The system's certificates are those of the tests.
 */
function serverEnv(dataFolder: string): NodeJS.ProcessEnv {
  const own = join(dataFolder, 't');
  mkdirSync(own, { recursive: true });
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|LLAMA_)|^NODE_OPTIONS$|^(https?|no)_proxy$/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    EXTENSIONS_GALLERY: '{}',
    SSL_CERT_FILE: join(projectRoot, 'test/fixtures/tls/ca.pem'),
    VSCODE_CLI: '1', // else the server asks a login shell for its environment
    XDG_RUNTIME_DIR: own,
    XDG_DATA_HOME: own,
    XDG_CACHE_HOME: own,
    XDG_CONFIG_HOME: own,
  };
}
