// `npm run fuzz [-- --seconds 120 --seed N]`: broken requests and broken documents against a real engine, until the time
// is up. What it finds is printed and kept in out/fuzz; the exit code is 0 only where it found nothing.
import { parseArgs } from 'node:util';
import { startEngine } from '../support/engineProcess';
import { childrenOf, isRunning } from '../support/processes';
import { Random } from '../support/random';
import { DocumentFuzzer } from './documents/documentFuzzer';
import { readSeeds } from './documents/seeds';
import { HttpFuzzer } from './http/httpFuzzer';
import { Findings } from './support/findings';
import { secretsOf } from './support/oracle';

/** Documents that are parsed at the same time: no worker idles, and requests still get a turn. */
const documentsAtOnce = 3;

async function main(seconds: number, seed: number): Promise<number> {
  console.log(`fuzzing for ${seconds} s, --seed ${seed}`);
  const random = new Random(seed);
  const findings = new Findings(seed);
  const engine = await startEngine();
  const secrets = secretsOf(engine.dataDir, engine.token);
  const http = new HttpFuzzer(engine, random.fork(), findings, secrets);
  const seeds = await readSeeds();
  const documents = Array.from(
    { length: documentsAtOnce },
    () => new DocumentFuzzer(engine, random.fork(), findings, secrets, seeds),
  );
  let end = Date.now() + seconds * 1000;
  const untilEnd = async (fuzzer: { one(): Promise<void> }) => {
    try {
      while (Date.now() < end) await fuzzer.one();
    } catch (error) {
      end = 0;
      const what = isRunning(engine.pid) ? 'no answer' : 'the engine died';
      findings.add(what, String(error), `${(error as Error).stack}\n${engine.log()}`);
    }
  };
  await Promise.all([http, ...documents].map(untilEnd));
  if (/failed \([0-9a-f-]{36}\)/.test(engine.log()))
    findings.add('logged a fault', engine.log().slice(-500), engine.log());
  const workers = childrenOf(engine.pid);
  const code = await engine.stop();
  if (code !== 0) findings.add('did not end in order', `exit code ${code}`, engine.log());
  const left = workers.filter(isRunning);
  if (left.length > 0) findings.add('left workers', left.join(), engine.log());
  const parsed = documents.reduce((sum, one) => sum + one.parsed, 0);
  console.log(`${http.sent} requests ${JSON.stringify(Object.fromEntries([...http.statuses].sort()))}`);
  console.log(`${parsed} documents ${JSON.stringify(summed(documents.map(one => one.outcomes)))}`);
  console.log(
    `${(engine.log().match(/Worker \d+ died/g) ?? []).length} deaths of workers, each of which costs its job at most`,
  );
  console.log(`${findings.count} findings`);
  return findings.count === 0 ? 0 : 1;
}

function summed(maps: readonly ReadonlyMap<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [key, n] of maps.flatMap(map => [...map])) sums[key] = (sums[key] ?? 0) + n;
  return sums;
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
  },
});
main(Number(values.seconds), Number(values.seed)).then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
