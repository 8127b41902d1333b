import { printTable, printTarget } from '../support/report';
import type { Judgement } from './judge';
import { calibration, type Measures, measure, rightFrom } from './measures';

/** A document with what became of it. */
export interface Outcome {
  kind: string;
  name: string;
  /** `held-out`, or what the others are called. */
  set: string;
  judgements: readonly Judgement[];
  seconds: number;
  /** Why nothing could be extracted; then nothing is told. */
  error: string | null;
}

/** What the issue that asked for extraction wants on documents that were set aside. */
export const targets = {
  field: { precision: 0.9, recall: 0.65 },
  item: { precision: 0.8, recall: 0.5 },
  confidence: 0.9,
};

/** Prints the measures of one set, by kind of document and together. */
export function printSet(title: string, outcomes: readonly Outcome[]): void {
  const all = outcomes.flatMap(one => one.judgements);
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort();
  console.log(`\n${title}: ${outcomes.length} documents`);
  const row = (name: string, some: readonly Outcome[]) => {
    const judgements = some.flatMap(one => one.judgements);
    const [fields, lists, items] = (['field', 'list', 'item'] as const).map(group =>
      measure(judgements, group),
    );
    return [
      name,
      String(some.length),
      ...cells(fields),
      told(fields?.nulls),
      ...cells(lists),
      ...cells(items),
    ];
  };
  const head = ['documents', 'fields: precision', 'recall', 'nulls'];
  const more = ['lists: precision', 'recall', 'items: precision', 'recall'];
  printTable([
    ['', ...head, ...more],
    ...kinds.map(kind =>
      row(
        kind,
        outcomes.filter(one => one.kind === kind),
      ),
    ),
    row('all', outcomes),
  ]);
  for (const { name, error } of outcomes) if (error) console.log(`${name} failed: ${error}`);
  printTargets(all);
  printConfidence(all);
}

function printTargets(all: readonly Judgement[]): void {
  for (const [group, what] of [
    ['field', 'fields'],
    ['item', 'line items'],
  ] as const) {
    const { precision, recall, told: count, expected } = measure(all, group);
    if (expected === 0) continue;
    const wanted = targets[group];
    printTarget(
      `${what}, ${count} told of ${expected}`,
      `precision ${told(precision)}, recall ${told(recall)}`,
      `≥ ${wanted.precision} at ≥ ${wanted.recall}`,
      (precision ?? 0) >= wanted.precision && (recall ?? 0) >= wanted.recall,
    );
  }
}

function printConfidence(all: readonly Judgement[]): void {
  const bins = calibration(all).filter(bin => bin.told > 0);
  if (bins.length === 0) return;
  printTable([
    ['confidence', ...bins.map(({ from, to }) => `${from}–${to}`)],
    ['values told', ...bins.map(bin => String(bin.told))],
    ['right', ...bins.map(bin => told(bin.right / bin.told))],
  ]);
  const sure = rightFrom(all, targets.confidence);
  printTarget(
    `of values told with ${targets.confidence} or more`,
    `${sure.right} right of ${sure.told} (${told(sure.told ? sure.right / sure.told : null)})`,
    `≥ ${targets.confidence}`,
    sure.right >= targets.confidence * sure.told,
  );
}

/** Prints every value that is not as in the gold. */
export function printErrors(outcomes: readonly Outcome[]): void {
  for (const { kind, name, judgements } of outcomes) {
    for (const { path, verdict, expected, told: value, confidence } of judgements) {
      if (verdict === 'right' || verdict === 'empty') continue;
      const sure = confidence === null || value === null ? '' : ` (${confidence.toFixed(2)})`;
      const right = expected.map(one => JSON.stringify(one)).join(' or ');
      console.log(`${kind}/${name} ${path}: ${verdict}: ${JSON.stringify(value)}${sure}, right is ${right}`);
    }
  }
}

const cells = (measures: Measures | undefined): string[] => [
  told(measures?.precision),
  told(measures?.recall),
];

const told = (share: number | null | undefined): string => (share == null ? '–' : share.toFixed(3));
