// Serves VS Code on the folder given, with the extension from the work tree, until Ctrl+C: what `npm start` runs.
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from './paths';
import { linkWorkTree, startServer, windowUrl } from './server';

/** A browser keeps what the extension remembers per address, so the same port each time where it is free. */
const usualPort = 8765;

async function main(folder: string): Promise<void> {
  const dataFolder = join(projectRoot, '.vscode-test/start');
  rmSync(join(dataFolder, 'extensions'), { recursive: true, force: true });
  linkWorkTree(dataFolder);
  const port = Number(process.env['PORT']) || (await freePort(usualPort));
  await using server = await startServer({ dataFolder, port });
  console.log(`\n  ${windowUrl(server, folder)}\n`);
  console.log('  Open this address, right-click a folder in the Explorer and choose Batch Parse…');
  console.log('  After a rebuild: Developer: Reload Window. Ctrl+C ends it.\n');
  const interrupted = new Promise<null>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(null));
  });
  const code = await Promise.race([interrupted, server.ended]);
  if (code === null) return;
  console.error(server.output());
  process.exitCode = 1;
}

/** The port, or the next one that nothing listens on. */
async function freePort(port: number): Promise<number> {
  const free = await new Promise<boolean>(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}

const [folder = '.'] = process.argv.slice(2);
main(folder).catch((error: unknown) => {
  console.error(String(error));
  process.exitCode = 1;
});
