import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '../../base/clock';
import { type Log, messageOf } from '../../base/log';
import { Threads } from '../extract/thread/threads';
import { EngineExit } from '../store/engineExit';
import { isStorageError } from '../store/sqlite';
import { createParserPool } from '../workers/pool';
import { readToken, type ServeCommand } from './commandLine';
import { Engine } from './engine';
import { createEngineLog } from './engineLog';

/** An engine that has not ended by then is ended by force; what it was at runs again. */
const mostShutdownMs = 9000;
/** A parser process over this many resident bytes is ended (measured: the whole corpus needs 0.75 GB). */
const workerMemoryBytes = 1.5 * 1024 ** 3;
/** A parse takes 1.7 ms a page (median) and OCR about 1.3 s (measured); slow machines get room. */
const deadlineMs = (pages: number): number => 30_000 + 3_000 * pages;

/** Runs the engine as this process until it is asked to end. Throws EngineExit where it cannot start. */
export async function serve(command: ServeCommand, script: string, version: string) {
  process.umask(0o077);
  // Whoever started us may go away; the engine outlives it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const token = readToken(command.tokenFile);
  const log = createEngineLog(line => process.stderr.write(line), systemClock.now);
  const dataDir = resolve(command.dataDir);
  const size = poolSize(availableParallelism());
  const pool = createParserPool({
    workerPath: script,
    size,
    tessdataDir: join(dataDir, 'tessdata'),
    memoryLimitBytes: workerMemoryBytes,
    deadline: deadlineMs,
    // All that a pool has to say is that a process died or misbehaved.
    log: line => log.warn(line),
  });
  // Tasks that wait for a model leave the processors alone; those of each type are as many as jobs may run.
  const compute = new Threads({ script, clock: systemClock, most: 2 * (size + 1) });
  const engine = start({
    ...{ dataDir, token, version, pool, compute, log, clock: systemClock },
    idleTimeoutMs: command.idleTimeoutMs,
    keepResultsMs: command.keepResultsMs,
    maxStoreBytes: command.maxStoreBytes,
    allowPrivateNetwork: command.allowPrivateNetwork,
    model: command.model,
    // At once: whatever it does now may make things worse. Its workers end with it.
    onDamaged: error => {
      log.error('the database is damaged, the engine ends');
      process.stderr.write(`${error.message}\n`);
      process.exit(error.exitCode);
    },
    // One piece more than there are processes waits in the pool, so that none idles while a result is stored.
    concurrency: size + 1,
  });
  endWith(engine, log);
  const url = await listen(engine, command.port);
  process.stdout.write(`${JSON.stringify({ url, pid: process.pid, version })}\n`);
  log.info(`version ${version} listens on ${url}, ${size} parser processes`);
}

/** Ties the end of the process to the engine's, and the other way round. */
function endWith(engine: Engine, log: Log): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      setTimeout(() => process.exit(0), mostShutdownMs).unref();
      engine.leave(signal);
    });
  }
  void engine.ended.then(() => process.exit(0));
  process.on('uncaughtException', error => {
    log.error(`the engine ends after an unexpected error: ${error.stack ?? error.message}`);
    process.exit(1);
  });
}

async function listen(engine: Engine, port: number): Promise<string> {
  try {
    return await engine.listen(port);
  } catch (error) {
    const socket = (error as NodeJS.ErrnoException).syscall === 'listen';
    if (socket)
      throw new EngineExit('usage', `The engine cannot listen on port ${port}: ${messageOf(error)}`);
    throw new EngineExit('disk', `The data folder cannot be used: ${messageOf(error)}`);
  }
}

/** One core stays free for the editor, except where there are only two; more than four processes gain little. */
function poolSize(cores: number): number {
  return Math.min(4, Math.max(Math.min(2, cores), cores - 1));
}

function start(options: ConstructorParameters<typeof Engine>[0]): Engine {
  try {
    return new Engine(options);
  } catch (error) {
    if (error instanceof EngineExit || !isStorageError(error)) throw error;
    throw new EngineExit('disk', `The data folder cannot be used: ${messageOf(error)}`);
  }
}
