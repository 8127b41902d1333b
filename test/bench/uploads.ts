// Sending a folder: the runner beside the official SDK's loop as its guide shows it, and beside a loop over the SDK that
// sends several at a time; all through a server that takes 20 ms longer for every request, once without a limit and once
// with the documented one of 50 uploads in 5 s.
import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import LlamaCloud from '@llamaindex/llama-cloud';
import { systemClock } from '../../src/base/clock';
import { drain } from '../../src/base/concurrency';
import { silentLog } from '../../src/base/log';
import { type AttemptGate, openGate } from '../../src/client/attemptGate';
import { Governor } from '../../src/client/governor';
import { createLlamaCloud } from '../../src/client/llamaCloud';
import { openLedger } from '../../src/runs/ledger';
import { planFiles } from '../../src/runs/plan/planFiles';
import type { PlannedFile } from '../../src/runs/run';
import { RunRunner } from '../../src/runs/runner';
import { type EngineProcess, startEngine } from '../support/engineProcess';
import { FaultServer } from '../support/faultServer';
import { status } from '../support/faults';
import { tempFolder, writeTree } from '../support/tempFolder';
import { benchArguments } from './support/arguments';
import { printTable, printTarget, saveFigures } from './support/report';
import { type Contender, interleaved, median, type Round } from './support/round';

const latencyMs = 20;
/** Files sent at a time, by whoever sends several. */
const concurrency = 8;
const configurationId = 'cfg-PARSE_FAST';
/** LlamaCloud API docs: 50 uploads in 5 s and project. */
const limit = { uploads: 50, spanMs: 5_000 };

interface Setting {
  name: string;
  files: number;
  limited: boolean;
  /** How many times as fast as the SDK's loop of several at a time. */
  targetSpeed: number;
}

const settings: readonly Setting[] = [
  { name: 'no limit', files: 300, limited: false, targetSpeed: 0.8 },
  { name: '50 uploads in 5 s', files: 150, limited: true, targetSpeed: 1 },
];
/** A directory and a batch for all of them, and not a request in vain. */
const targetRequests = 1.02;

interface Sent extends Round {
  requests: number;
}

async function main(rounds: number): Promise<void> {
  const engine = await startEngine();
  try {
    for (const setting of settings) await compare(engine, setting, rounds);
  } finally {
    await engine.stop();
  }
}

async function compare(
  engine: EngineProcess,
  { name, files, limited, targetSpeed }: Setting,
  rounds: number,
): Promise<void> {
  const server = await FaultServer.start({
    target: engine.url,
    latencyMs,
    ...(limited ? { plan: limiter() } : {}),
  });
  const temporary = tempFolder();
  try {
    const texts = Array.from({ length: files }, (_, i) => [
      `${i % 10}/note ${i}.txt`,
      `Note ${i} of ${files}`,
    ]);
    writeTree(temporary.path, Object.fromEntries(texts));
    const { files: plan } = await planFiles(
      [temporary.path],
      { exclude: [], supportedExtensions: new Set(['.txt']), respectGitignore: false },
      new AbortController().signal,
    );
    const send = {
      runner: ours(engine, server, limited),
      'SDK, one by one': sdk(engine, server, 1),
      [`SDK, ${concurrency} at a time`]: sdk(engine, server, concurrency),
    };
    const contenders = Object.entries(send).map(([contender, run]) =>
      contenderOf(contender, server, limited, () => run(plan)),
    );
    const results = (await interleaved(contenders, rounds, { warmUp: !limited })) as Map<string, Sent[]>;
    report(name, files, results, targetSpeed);
    saveFigures(`uploads-${limited ? 'limited' : 'free'}`, {
      files,
      latencyMs,
      results: Object.fromEntries(results),
    });
  } finally {
    temporary.remove();
    await server.stop();
  }
}

function contenderOf(
  name: string,
  server: FaultServer,
  limited: boolean,
  send: () => Promise<number>,
): Contender {
  return {
    name,
    run: async () => {
      // Each begins with a limit that nobody has used.
      if (limited) await new Promise(resolve => setTimeout(resolve, limit.spanMs));
      server.forget();
      const started = performance.now();
      const failed = await send();
      const sent: Sent = { seconds: (performance.now() - started) / 1000, failed, requests: server.count() };
      return sent;
    },
    close: async () => undefined,
  };
}

function report(
  setting: string,
  files: number,
  results: ReadonlyMap<string, readonly Sent[]>,
  targetSpeed: number,
): void {
  const speed = (rounds: readonly Sent[] = []) => files / median(rounds.map(({ seconds }) => seconds));
  const perFile = (rounds: readonly Sent[] = []) => median(rounds.map(({ requests }) => requests)) / files;
  printTable([
    [setting, 'files/s median', 'requests/file', 'failed files'],
    ...[...results].map(([name, rounds]) => [
      name,
      speed(rounds).toFixed(1),
      perFile(rounds).toFixed(3),
      String(Math.max(...rounds.map(({ failed }) => failed))),
    ]),
  ]);
  const [own, , several] = [...results.values()];
  const ratio = speed(own) / speed(several);
  const figure = `${ratio.toFixed(2)} ×`;
  printTarget(`speed beside the SDK, ${setting}`, figure, `≥ ${targetSpeed} ×`, ratio >= targetSpeed);
  const requests = perFile(own);
  printTarget(
    `requests for a file, ${setting}`,
    requests.toFixed(3),
    `≤ ${targetRequests}`,
    requests <= targetRequests,
  );
}

/** Sends the files and makes a batch of them; gives the number of those that failed. */
type Send = (plan: readonly PlannedFile[]) => Promise<number>;

function ours(engine: EngineProcess, server: FaultServer, limited: boolean): Send {
  return async files => {
    const temporary = tempFolder();
    const clock = systemClock;
    const governor = limited ? new Governor({ clock, maxUploads: () => concurrency }) : undefined;
    const gate: AttemptGate = governor ?? openGate;
    const cloud = createLlamaCloud({
      baseUrl: server.url,
      token: async () => engine.token,
      fetch,
      userAgent: 'llama-batches/bench',
      gate,
    });
    const ledger = await openLedger(temporary.path, { clock, log: silentLog });
    const runner = new RunRunner({
      ledger,
      clientFor: async () => cloud,
      log: silentLog,
      clock,
      concurrency,
    });
    try {
      const run = await runner.startRun(
        { files },
        {
          connectionId: 'bench',
          projectId: (await projectOf(engine)) ?? '',
          configuration: { id: configurationId, name: 'Fast', tier: 'fast', fingerprint: null },
          jobType: 'parse_v2',
          mode: 'batches',
          label: 'bench',
          estimatedCredits: null,
        },
      );
      if (run.phase !== 'running') throw new Error(run.error ?? run.phase);
      return run.files.filter(file => file.outcome === 'failed').length;
    } finally {
      runner.dispose();
      ledger.dispose();
      governor?.dispose();
      temporary.remove();
    }
  };
}

/** Asked past the server that counts. */
async function projectOf({ url, token }: EngineProcess): Promise<string | undefined> {
  const cloud = createLlamaCloud({ baseUrl: url, token: async () => token, fetch, userAgent: 'bench' });
  return (await cloud.listProjects())[0]?.id;
}

function sdk(engine: EngineProcess, server: FaultServer, atATime: number): Send {
  return async files => {
    const client = new LlamaCloud({ apiKey: engine.token, baseURL: server.url });
    const { directories } = client.beta;
    const { id } = await directories.create({ name: 'bench' });
    let failed = 0;
    await drain(files, atATime, async ({ source, path }) => {
      try {
        await directories.files.upload(id, {
          upload_file: createReadStream(source),
          display_name: posix.basename(path),
          unique_id: path,
        });
      } catch {
        failed++;
      }
    });
    await client.batches.create({
      source_directory_id: id,
      config: { job: { type: 'parse_v2', configuration_id: configurationId } },
    });
    return failed;
  };
}

/** The server's own limit, without a word of when to come back. */
function limiter(): FaultServer['plan'] {
  let taken: number[] = [];
  return ({ route }) => {
    if (!route.endsWith('/files/upload')) return undefined;
    const now = performance.now();
    taken = taken.filter(at => at > now - limit.spanMs);
    if (taken.length >= limit.uploads) return status(429);
    taken.push(now);
    return undefined;
  };
}

const args = benchArguments(__filename, 3);
if (args) void main(args.rounds);
