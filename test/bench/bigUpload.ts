// A file of 500 MB: the upload to the engine beside a plain copy that is flushed to the disk, in turn.
import { randomFillSync } from 'node:crypto';
import { closeSync, copyFileSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../support/tempFolder';
import { benchArguments } from './support/arguments';
import { EngineUnderTest } from './support/engineContender';
import { residentBytes } from './support/processTree';
import { printTable, printTarget, saveFigures } from './support/report';
import { median } from './support/round';

const megabytes = 500;
const megabyte = 1_000_000;
/** The engine reads, hashes, writes and flushes what the copy does in the kernel alone. */
const targetRatio = 0.25;
/** Memory that the engine's process may gain during an upload; the file is 500. */
const targetMb = 100;
const sampleMs = 20;

async function main(rounds: number): Promise<void> {
  const temporary = tempFolder();
  const engine = await EngineUnderTest.start();
  const [copies, uploads, gained]: [number[], number[], number[]] = [[], [], []];
  try {
    const file = join(temporary.path, 'large.txt');
    writeRandom(file);
    for (let round = 0; round <= rounds; round++) {
      stamp(file, round);
      const copy = timed(() => copyFlushed(file, join(temporary.path, 'copy')));
      const { seconds, peakMb } = await upload(engine, file);
      if (peakMb !== null) gained.push(peakMb);
      // The first of each warms up the disk's cache.
      if (round === 0) continue;
      copies.push(copy);
      uploads.push(seconds);
    }
    const speed = (seconds: number) => (megabytes / seconds).toFixed(0);
    printTable([
      ['', 'MB/s median', 'best'],
      ['copy and flush', speed(median(copies)), speed(Math.min(...copies))],
      ['upload to the engine', speed(median(uploads)), speed(Math.min(...uploads))],
    ]);
    const ratio = median(uploads.map((seconds, i) => (copies[i] ?? Number.NaN) / seconds));
    printTarget(
      `upload of ${megabytes} MB beside a copy`,
      `${ratio.toFixed(2)} ×`,
      `≥ ${targetRatio} ×`,
      ratio >= targetRatio,
    );
    if (gained.length > 0) {
      const most = Math.max(...gained);
      const figure = `${most.toFixed(0)} MB (most of ${rounds + 1})`;
      printTarget('memory that the engine gains in an upload', figure, `≤ ${targetMb} MB`, most <= targetMb);
    }
    saveFigures('bigUpload', { copies, uploads, gainedMb: gained });
  } finally {
    await engine.stop();
    temporary.remove();
  }
}

function writeRandom(file: string): void {
  const block = Buffer.alloc(megabyte);
  const handle = openSync(file, 'w');
  for (let i = 0; i < megabytes; i++) writeSync(handle, randomFillSync(block));
  closeSync(handle);
}

/** Makes the file one that the engine has not seen. */
function stamp(file: string, round: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, `round ${round}\n`, 0);
  closeSync(handle);
}

function copyFlushed(from: string, to: string): void {
  copyFileSync(from, to);
  const handle = openSync(to, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  rmSync(to);
}

function timed(step: () => void): number {
  const started = performance.now();
  step();
  return (performance.now() - started) / 1000;
}

async function upload(
  engine: EngineUnderTest,
  file: string,
): Promise<{ seconds: number; peakMb: number | null }> {
  const { id } = await engine.cloud.createDirectory({ name: 'large' });
  const before = residentBytes(engine.pid);
  let peak = before ?? 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(engine.pid) ?? 0);
  }, sampleMs);
  const started = performance.now();
  try {
    await engine.cloud.uploadDirectoryFile(id, { path: file, fileName: 'large.txt' }, {});
  } finally {
    clearInterval(timer);
  }
  const seconds = (performance.now() - started) / 1000;
  await engine.cloud.deleteDirectory(id);
  return { seconds, peakMb: before === null ? null : (peak - before) / 1024 ** 2 };
}

const args = benchArguments(__filename, 3);
if (args) void main(args.rounds);
