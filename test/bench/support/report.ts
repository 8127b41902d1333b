import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { median, type Round } from './round';

const folder = join('out', 'bench');

/** Prints `rows` as a table; the first row is its head. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    console.log(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    );
  }
}

/** Prints what the contenders needed for `pages` pages, a row each. */
export function printRounds(results: ReadonlyMap<string, readonly Round[]>, pages: number): void {
  const rows = [...results].map(([name, rounds]) => {
    const seconds = rounds.map(round => round.seconds);
    const cpu = rounds.flatMap(round => round.cpuSeconds ?? []);
    const bytes = rounds.flatMap(round => round.peakBytes ?? []);
    return [
      name,
      (pages / median(seconds)).toFixed(1),
      (pages / Math.min(...seconds)).toFixed(1),
      cpu.length > 0 ? median(cpu).toFixed(2) : '–',
      bytes.length > 0 ? (Math.max(...bytes) / 1024 ** 2).toFixed(0) : '–',
      String(rounds[0]?.failed ?? '–'),
    ];
  });
  printTable([['', 'pages/s median', 'best', 'CPU s median', 'peak RSS MB', 'failed files'], ...rows]);
}

/** Prints a figure beside its target and tells whether it is met. */
export function printTarget(what: string, figure: string, target: string, met: boolean): void {
  console.log(`${what}: ${figure} (target ${target}: ${met ? 'met' : 'MISSED'})`);
}

/** Keeps the figures in out/bench/NAME.json. */
export function saveFigures(name: string, figures: object): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.versions.node };
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, ...figures }, null, 2)}\n`);
  console.log(`figures in ${file}`);
}
