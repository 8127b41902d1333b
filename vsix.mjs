// Makes llama-batches-TARGET-VERSION.vsix at the top of the project: node vsix.mjs [options]
//   --target T   for another platform than this machine's; its native packages come from npm
//   --out FILE   instead of the name above
//   --no-build   takes dist/ as it is
//   --list       only prints the files that would be in it
// Only what is used at run time goes in; it is staged in a temporary folder and packaged there.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { hostNode } from './test/host/install.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const readJson = path => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Name endings of the platform packages for each of VS Code's targets that LiteParse has a binary for. anydoc has none
 * for Windows on ARM: Office files fail there with a sentence.
 */
export const targets = {
  'darwin-arm64': { liteparse: 'darwin-arm64', anydoc: 'darwin-arm64' },
  'darwin-x64': { liteparse: 'darwin-x64', anydoc: 'darwin-x64' },
  'linux-arm64': { liteparse: 'linux-arm64-gnu', anydoc: 'linux-arm64-gnu' },
  'linux-x64': { liteparse: 'linux-x64-gnu', anydoc: 'linux-x64-gnu' },
  'alpine-x64': { liteparse: 'linux-x64-musl', anydoc: 'linux-x64-musl' },
  'win32-arm64': { liteparse: 'win32-arm64-msvc', anydoc: undefined },
  'win32-x64': { liteparse: 'win32-x64-msvc', anydoc: 'win32-x64-msvc' },
};

/** Our own files that ship. */
const ownFiles =
  /^(README\.md|LICENSE(\.\w+)?|CHANGELOG\.md|(THIRD-PARTY-)?NOTICES?(\.\w+)?|package\.json|package\.nls(\.[\w-]+)?\.json|dist\/(chunks\/)?[\w-]+\.m?js(\.LEGAL\.txt)?|media\/.+\.(png|svg|gif|md|json))$/;

/**
 * Native packages and data, and which of their files ship. LiteParse's base package also holds Linux binaries: its
 * loader asks the platform package first, so they stay out. Legal files always travel.
 */
const legal = '|(LICEN[CS]E|NOTICE)[^/]*';
const packageFiles = {
  '@llamaindex/liteparse': new RegExp(String.raw`^(package\.json|dist/lib\.cjs${legal})$`),
  '@firecrawl/anydoc': new RegExp(String.raw`^(package\.json|index\.js${legal})$`),
  '@tesseract.js-data/eng': new RegExp(
    String.raw`^(package\.json|4\.0\.0_best_int/eng\.traineddata\.gz${legal})$`,
  ),
};
const platformFiles = new RegExp(String.raw`^(package\.json|[^/]+\.(node|so|dylib|dll)${legal})$`);

/** The target of the machine that this runs on. */
export function ownTarget() {
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  return `${musl ? 'alpine' : process.platform}-${process.arch}`;
}

/**
 * The platform packages of a target, by name, with the exact versions that package-lock.json has.
 * @param {string} target
 */
export function platformPackages(target) {
  const locked = readJson(join(root, 'package-lock.json')).packages;
  const { liteparse, anydoc } = targets[target];
  const wanted = [
    ['@llamaindex/liteparse', liteparse],
    ['@firecrawl/anydoc', anydoc],
  ];
  return Object.fromEntries(
    wanted
      .filter(([, platform]) => platform)
      .map(([base, platform]) => {
        const name = `${base}-${platform}`;
        return [name, locked[`node_modules/${base}`].optionalDependencies[name]];
      }),
  );
}

/**
 * Every file that ships, as pairs of its path in the package and where it is now.
 * @param {string} target
 * @param {string} platformRoot folder whose node_modules has the target's platform packages
 * @returns {[string, string][]}
 */
export function shippedFiles(target, platformRoot) {
  const platform = Object.keys(platformPackages(target))
    .filter(name => isThere(name, platformRoot))
    .map(name => [name, platformRoot, platformFiles]);
  const packages = [
    ...Object.entries(packageFiles).map(([name, pattern]) => [name, root, pattern]),
    ...platform,
  ];
  return [
    ...matching(root, ownFiles),
    ...packages.flatMap(([name, from, pattern]) => {
      const folder = `node_modules/${name}`;
      const files = matching(join(from, folder), pattern);
      if (files.length === 0) throw new Error(`${name} is not installed: run \`npm ci\`.`);
      return files.map(([path, source]) => [`${folder}/${path}`, source]);
    }),
  ];
}

/** Whether a platform package was installed. Without anydoc only Office files fail; without LiteParse everything. */
function isThere(name, platformRoot) {
  if (existsSync(join(platformRoot, 'node_modules', name))) return true;
  if (name.startsWith('@llamaindex/')) throw new Error(`${name} is not installed: run \`npm ci\`.`);
  console.warn(`${name} is not published in this version: Office files will be refused on this platform.`);
  return false;
}

/** Files at `folder`, in its dist and in its media that match, as [path with slashes, absolute path]. */
function matching(folder, pattern) {
  const nested = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'node_modules')
    .filter(entry => ['dist', 'media', '4.0.0_best_int'].includes(entry.name))
    .flatMap(entry =>
      readdirSync(join(folder, entry.name), { recursive: true }).map(file => join(entry.name, file)),
    );
  return [...readdirSync(folder), ...nested]
    .map(path => [path.replaceAll('\\', '/'), join(folder, path)])
    .filter(([path, source]) => pattern.test(path) && statSync(source).isFile());
}

/** Copies the files to a folder that vsce can package as it is; nothing in it needs to be executable. */
function stage(files, folder) {
  for (const [path, source] of files) {
    const copy = join(folder, path);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(source, copy);
    chmodSync(copy, 0o644);
    if (path.endsWith('/package.json')) writeJson(copy, runTimeManifest(readJson(copy)));
  }
  const dependencies = {};
  for (const [path] of files) {
    const [, name] = /^node_modules\/(@[^/]+\/[^/]+)\/package\.json$/.exec(path) ?? [];
    if (name) dependencies[name] = readJson(join(folder, path)).version;
  }
  const manifest = runTimeManifest(readJson(join(folder, 'package.json')));
  writeJson(join(folder, 'package.json'), { ...manifest, dependencies });
  writeFileSync(join(folder, '.vscodeignore'), '# Everything staged ships.\n');
}

/** A package.json without what matters to development only; vsce takes `dependencies` for its list of packages. */
function runTimeManifest(manifest) {
  const development = /^(scripts|allowScripts|dependencies|devDependencies|optionalDependencies)$/;
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !development.test(key)));
}

const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

/** Runs a program in `folder`, with its output on ours. */
const run = (command, args, folder) => execFileSync(command, args, { cwd: folder, stdio: 'inherit' });

/** Installs what npm has of another platform's packages into `folder`. */
function fetchPlatform(target, folder) {
  writeJson(join(folder, 'package.json'), { private: true });
  const wanted = Object.entries(platformPackages(target)).map(([name, version]) => `${name}@${version}`);
  const published = wanted.filter(isPublished);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['install', '--force', '--save-exact', ...quiet, ...published], folder);
}

/** @param {string} spec name@version */
function isPublished(spec) {
  const { status, stdout, stderr } = spawnSync('npm', ['view', spec, 'version'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim() !== '';
  if (stderr.includes('E404')) return false;
  throw new Error(`npm could not be asked for ${spec}:\n${stderr}`);
}

/** @vscode/vsce needs Node 22. */
function vsceNode() {
  const old = Number(process.versions.node.split('.')[0]) < 22;
  return old && existsSync(hostNode('latest')) ? hostNode('latest') : process.execPath;
}

function main() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: ownTarget() },
      out: { type: 'string' },
      'no-build': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const { target } = values;
  if (!(target in targets)) {
    throw new Error(`There is no native parser for ${target}. Targets: ${Object.keys(targets).join(', ')}.`);
  }
  const { name, version } = readJson(join(root, 'package.json'));
  const vsix = resolve(values.out ?? join(root, `${name}-${target}-${version}.vsix`));
  const temp = mkdtempSync(join(tmpdir(), 'lb-vsix-'));
  try {
    const own = target === ownTarget();
    if (!own) fetchPlatform(target, temp);
    if (!values['no-build'] && !values.list) run(process.execPath, ['esbuild.mjs'], root);
    const files = shippedFiles(target, own ? root : temp);
    if (values.list) {
      console.log(JSON.stringify(files.map(([path]) => path)));
      return;
    }
    const staging = join(temp, 'extension');
    stage(files, staging);
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
    // No repository is named in the manifest, so links of the README stay as they are.
    const checks = ['--allow-missing-repository', '--no-rewrite-relative-links'];
    run(vsceNode(), [vsce, 'package', '--target', target, '--out', vsix, ...checks], staging);
    const megabytes = (statSync(vsix).size / 1e6).toFixed(1);
    console.log(`${vsix}: ${megabytes} MB`);
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
