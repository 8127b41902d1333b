import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { normalizeDataSchema } from '../../../src/engine/extract/dataSchema';
import { documentOf } from '../../../src/engine/extract/document/documentOf';
import { fillByRules } from '../../../src/engine/extract/rules/fillByRules';
import { fieldsOf } from '../../../src/engine/extract/schema/fieldsOf';
import { parseDocument } from '../../../src/engine/parsers/parse';
import type { ParsedPage, ParsedRange, ParseOptions } from '../../../src/engine/parsers/types';
import type { Contender } from './contender';
import type { Sample } from './samples';

/** As an extraction asks for it. */
const options: ParseOptions = { ocr: true, granularity: ['cell', 'line', 'word'], words: true };
/** No document of the set has more. */
const mostPages = 1000;

/**
 * The rules alone, in this process: quick, and the documents' pages are kept under `cacheFolder` for as long as the
 * parsers' code is the same.
 */
export function rulesContender(cacheFolder: string): Contender {
  const parsers = parsersHash();
  const folder = join(cacheFolder, parsers);
  mkdirSync(folder, { recursive: true });

  async function pagesOf({ path, name }: Sample): Promise<ParsedPage[]> {
    const kept = join(folder, `${hash(readFileSync(path), name)}.json`);
    if (!existsSync(kept)) {
      const outPath = `${kept}.${process.pid}`;
      await parseDocument(
        { source: { path, name, size: statSync(path).size }, part: { upTo: mostPages }, options, outPath },
        { tessdataDir: join(cacheFolder, 'tessdata'), morePages: () => undefined },
      );
      renameSync(outPath, kept);
    }
    return (JSON.parse(readFileSync(kept, 'utf8')) as ParsedRange).pages;
  }

  return {
    name: 'rules, in the process of the benchmark',
    extract: async sample => {
      const document = documentOf(sample.name, await pagesOf(sample));
      return fillByRules(document, fieldsOf(normalizeDataSchema(sample.schema)));
    },
    close: async () => undefined,
  };
}

function parsersHash(): string {
  const folder = join('src', 'engine', 'parsers');
  return hash(
    ...readdirSync(folder).map(name => readFileSync(join(folder, name))),
    readFileSync('package-lock.json'),
  );
}

function hash(...parts: (Buffer | string)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex').slice(0, 32);
}
