// Extraction measured on documents with gold JSON: `npm run bench:extract -- [--set development|held-out] [--kind KIND]…
// [--only TEXT] [--errors] [--in-process] [FOLDER]`. Without a folder: the project's own set, which
// `--render FOLDER` only writes there, to be looked at. The engine does it by its rules, or by the model that
// BENCH_MODEL_URL (up to `/v1`), BENCH_MODEL, BENCH_MODEL_KEY and BENCH_MODEL_CONTEXT (tokens) name; `--in-process`: the
// rules without an engine, which is quicker.
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { normalizeDataSchema } from '../../../src/engine/extract/dataSchema';
import { renderSet, sets } from '../../extraction/renderSet';
import { tempFolder } from '../../support/tempFolder';
import { saveFigures } from '../support/report';
import type { Contender } from './contender';
import { engineContender } from './engineContender';
import { judge } from './judge';
import { calibration, measure, rightFrom } from './measures';
import { type Outcome, printErrors, printSet, targets } from './printed';
import { rulesContender } from './rulesContender';
import { readSamples, type Sample } from './samples';

/** Outside of what is built, so that it stays from one run to the next. */
const cacheFolder = join('node_modules', '.cache', 'bench-extract');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      set: { type: 'string' },
      kind: { type: 'string', multiple: true },
      only: { type: 'string' },
      errors: { type: 'boolean' },
      'in-process': { type: 'boolean' },
      render: { type: 'string' },
    },
    allowPositionals: true,
  });
  const wanted = sets.filter(set => values.set === undefined || set === values.set);
  if (wanted.length === 0) throw new Error(`There is no set ${values.set}; sets: ${sets.join(', ')}.`);
  if (values.render) return renderSet(values.render, wanted, values.kind ?? null);
  const temporary = tempFolder();
  const contender = await contenderOf(values['in-process'] ?? false);
  try {
    const [given] = positionals;
    const folder = given ?? temporary.path;
    if (!given) await renderSet(folder, wanted, values.kind ?? null);
    const samples = readSamples(folder).filter(
      ({ name, kind, heldOut }) =>
        wanted.includes(heldOut ? 'held-out' : 'development') &&
        (values.kind?.includes(kind) ?? true) &&
        name.includes(values.only ?? ''),
    );
    if (samples.length === 0) throw new Error('There is no document with gold JSON.');
    const outcomes = await run(contender, samples, given ? basename(resolve(given)) : 'development');
    report(contender, outcomes, values.errors ?? false);
  } finally {
    await contender.close();
    temporary.remove();
  }
}

async function contenderOf(inProcess: boolean): Promise<Contender> {
  if (inProcess) return rulesContender(cacheFolder);
  const {
    BENCH_MODEL_URL: url,
    BENCH_MODEL: model,
    BENCH_MODEL_KEY: key,
    BENCH_MODEL_CONTEXT: tokens,
  } = process.env;
  if (!url) return engineContender(null);
  if (!model) throw new Error('BENCH_MODEL must name a model of the server of BENCH_MODEL_URL.');
  return engineContender({ url, model, key: key || null, context_tokens: tokens ? Number(tokens) : null });
}

/** `set` is the name of all that is not held out. */
async function run(contender: Contender, samples: readonly Sample[], set: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const sample of samples) {
    const started = performance.now();
    const { kind, name, heldOut, gold } = sample;
    const schema = normalizeDataSchema(sample.schema);
    const { filled, error } = await contender.extract(sample).then(
      filled => ({ filled, error: null }),
      (error: unknown) => ({
        filled: undefined,
        error: error instanceof Error ? error.message : String(error),
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    outcomes.push({
      kind,
      name,
      set: heldOut ? 'held-out' : set,
      judgements: judge(schema, gold, filled),
      seconds,
      error,
    });
  }
  return outcomes;
}

function report(contender: Contender, outcomes: readonly Outcome[], errors: boolean): void {
  console.log(`extraction by ${contender.name}`);
  if (errors) printErrors(outcomes);
  const bySet = new Map(
    [...new Set(outcomes.map(({ set }) => set))].map(set => [set, outcomes.filter(one => one.set === set)]),
  );
  for (const [set, some] of bySet) printSet(set, some);
  for (const remark of contender.remarks?.() ?? []) console.log(remark);
  const slowest = [...outcomes].sort((a, b) => b.seconds - a.seconds)[0];
  const seconds = outcomes.reduce((sum, one) => sum + one.seconds, 0);
  console.log(
    `\n${outcomes.length} documents in ${seconds.toFixed(1)} s, the slowest ${slowest?.name} in ${slowest?.seconds.toFixed(2)} s`,
  );
  const measured = [...bySet].map(([set, some]) => [set, figures(some)]);
  saveFigures('extract', { contender: contender.name, targets, sets: Object.fromEntries(measured) });
}

function figures(outcomes: readonly Outcome[]): object {
  const all = outcomes.flatMap(({ judgements }) => judgements);
  return {
    documents: outcomes.length,
    fields: measure(all, 'field'),
    lists: measure(all, 'list'),
    items: measure(all, 'item'),
    calibration: calibration(all),
    sure: rightFrom(all, targets.confidence),
  };
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
