import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../base/log';
import { readCommandLine } from './server/commandLine';
import { EngineExit } from './store/engineExit';

// `require`, not `import()`: the bundle and the unbundled test build both resolve it, and both load it only when asked.
const worker = () => require('./workers/worker') as typeof import('./workers/worker');
const thread = () => require('./extract/thread/threadMain') as typeof import('./extract/thread/threadMain');
const server = () => require('./server/serve') as typeof import('./server/serve');

/**
 * Entry of the engine and, as `engine.js worker` and `engine.js thread`, of its parser processes and of the threads that
 * read documents; each loads only what it needs.
 */
async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2));
  if (command.run === 'worker') {
    worker().runWorker();
  } else if (command.run === 'thread') {
    thread().runThread();
  } else if (command.run === 'version') {
    process.stdout.write(`${version()}\n`);
  } else {
    await server().serve(command, __filename, version());
  }
}

/** The version in the nearest package.json: of the installed extension, or of the checkout that this was built in. */
function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        version?: unknown;
      };
      if (typeof manifest.version === 'string') return manifest.version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    if (dirname(folder) === folder) return '0.0.0';
  }
}

main().catch(error => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(error instanceof EngineExit ? error.exitCode : 1);
});
