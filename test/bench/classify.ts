// Classification by rules, measured on the documents of test/extraction, whose kinds are the types:
// `npm run bench -- --set development|held-out`; without a set both, apart. The rules are written as a person writes them,
// in English; the documents are in eight languages, some of them photographs.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { classifyByRules } from '../../src/engine/classify/classifyByRules';
import { documentOf } from '../../src/engine/extract/document/documentOf';
import type { SourceDocument } from '../../src/engine/extract/types';
import { parseDocument } from '../../src/engine/parsers/parse';
import type { ParsedRange, ParseOptions } from '../../src/engine/parsers/types';
import { renderSet, sets } from '../extraction/renderSet';
import { tempFolder } from '../support/tempFolder';
import { readSamples, type Sample } from './extraction/samples';
import { printTable, printTarget, saveFigures } from './support/report';

const rules = [
  ['invoice', 'A bill of a supplier for goods or services, with an invoice number and an amount due.'],
  ['receipt', 'Proof of a payment in a shop or restaurant, such as a till receipt.'],
  ['resume', 'Career of a person: work experience, education, skills.'],
  ['bank-statement', 'Transactions of a bank account with opening and closing balance.'],
  ['payslip', 'What an employee is paid in a month: gross and net pay, deductions.'],
  ['purchase-order', 'An order that a buyer sends to a supplier.'],
  ['delivery-note', 'Accompanies goods and lists what was delivered.'],
  ['price-list', 'Products or services with their prices.'],
  ['lease', 'A contract between landlord and tenant about the rent of a flat or house.'],
  ['claim', 'A form by which damage or a loss is reported to an insurance company.'],
  ['registration', 'A form by which a person signs up for a course, club or event.'],
  ['utility-bill', 'A bill for electricity, gas, water or telephone with meter readings or consumption.'],
].map(([type = '', description = '']) => ({ type, description }));

/** As an engine on this machine reads documents for a classification. */
const options: ParseOptions = { ocr: true, granularity: ['cell', 'line', 'word'], words: true };
const mostPages = 50;
/** Confidence from which on nine in ten have to be right. */
const sure = 0.9;

interface Answer {
  right: boolean;
  confidence: number;
}

/** Of answers: all, and those that were told with {@link sure} or more. */
function share(answers: readonly Answer[]): { right: number; of: number } {
  return { right: answers.filter(({ right }) => right).length, of: answers.length };
}

async function read({ path, name }: Sample, folder: string): Promise<SourceDocument> {
  const outPath = join(folder, 'pages.json');
  await parseDocument(
    { source: { path, name, size: statSync(path).size }, part: { upTo: mostPages }, options, outPath },
    { tessdataDir: join(folder, 'tessdata'), morePages: () => undefined },
  );
  return documentOf(name, (JSON.parse(readFileSync(outPath, 'utf8')) as ParsedRange).pages);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { set: { type: 'string' } }, strict: false });
  const known = new Set(rules.map(({ type }) => type));
  for (const set of sets.filter(name => values['set'] === undefined || values['set'] === name)) {
    const temporary = tempFolder();
    try {
      await renderSet(temporary.path, [set]);
      const asked: Answer[] = [];
      const leftOut: Answer[] = [];
      for (const sample of readSamples(temporary.path).filter(({ kind }) => known.has(kind))) {
        const document = await read(sample, temporary.path);
        const found = classifyByRules(document, rules);
        asked.push({ right: found.type === sample.kind, confidence: found.confidence });
        const others = rules.filter(({ type }) => type !== sample.kind);
        const none = classifyByRules(document, others);
        leftOut.push({ right: none.type === null, confidence: none.confidence });
      }
      report(set, asked, leftOut);
    } finally {
      temporary.remove();
    }
  }
}

function report(set: string, asked: readonly Answer[], leftOut: readonly Answer[]): void {
  const isSure = ({ confidence }: Answer) => confidence >= sure;
  const told = share([...asked, ...leftOut].filter(isSure));
  const words = ({ right, of }: { right: number; of: number }) => `${right} of ${of}`;
  console.log(`classification by rules, ${set}`);
  printTable([
    ['', 'right', `told with ${sure} or more`],
    ['its type among the rules', words(share(asked)), words(share(asked.filter(isSure)))],
    ['its rule left out: no type', words(share(leftOut)), words(share(leftOut.filter(isSure)))],
  ]);
  const part = told.of === 0 ? 1 : told.right / told.of;
  printTarget(`right of those told with ${sure} or more`, part.toFixed(2), '0.90', part >= 0.9);
  saveFigures(`classify-${set}`, { asked: share(asked), leftOut: share(leftOut), sure: told });
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
