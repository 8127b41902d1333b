/** Variables that native code or Node itself needs; nothing else of the parent's environment reaches a parser. */
const KEPT = [
  'SystemRoot',
  'windir',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
];

/** The environment of a worker process, taken from `parent`. */
export function workerEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const name of KEPT) {
    const value = parent[name];
    if (value !== undefined) env[name] = value;
  }
  // Electron's binary is Node only with this; plain Node ignores it.
  env['ELECTRON_RUN_AS_NODE'] = '1';
  return env;
}
