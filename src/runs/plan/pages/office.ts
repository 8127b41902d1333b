import { type Bytes, pieces } from './bytes';
import { type ZipEntry, zipEntries, zipTags } from './zip';

/** How the pages of a packed format are told: by the number of some tags in one entry, or by a number in one. */
interface Rule {
  entry: string;
  /** Tags that are counted. */
  each?: RegExp;
  /** The number itself, in a group. */
  number?: RegExp;
  /** Entries that are counted where the first rule finds nothing. */
  otherwise?: RegExp;
}

/** ECMA-376 Part 1 (18.2.19 sheets, 19.2.1.34 slides, 22.2.2.18 pages) and OpenDocument 1.3 (4.3.2.18, 9.1.2, 9.1.4). */
const slides: Rule = {
  entry: 'ppt/presentation.xml',
  each: /<(?:\w+:)?sldId\s[^<>]*>/g,
  otherwise: /^ppt\/slides\/slide\d+\.xml$/,
};
/** Sheets that are hidden are not parsed unless a configuration says so. */
const sheets: Rule = {
  entry: 'xl/workbook.xml',
  each: /<(?:\w+:)?sheet\s(?![^<>]*\sstate="(?:hidden|veryHidden)")[^<>]*>/g,
  otherwise: /^xl\/worksheets\/[^/]+\.(?:xml|bin)$/,
};
/** As the program that wrote the document counted; some write none. */
const docxPages: Rule = { entry: 'docProps/app.xml', number: /<Pages>(\d+)<\/Pages>/g };
const odtPages: Rule = { entry: 'meta.xml', number: /\bmeta:page-count="(\d+)"/g };
const odpPages: Rule = { entry: 'content.xml', each: /<draw:page[\s>]/g };
const odsTables: Rule = { entry: 'content.xml', each: /<table:table[\s>]/g };

const rules: Readonly<Record<string, Rule>> = {
  ...forAll(slides, '.pptx', '.pptm', '.ppsx', '.ppsm', '.potx', '.potm'),
  ...forAll(sheets, '.xlsx', '.xlsm', '.xlsb', '.xltx', '.xltm'),
  ...forAll(docxPages, '.docx', '.docm', '.dotx', '.dotm'),
  ...forAll(odtPages, '.odt', '.ott'),
  ...forAll(odpPages, '.odp', '.otp'),
  ...forAll(odsTables, '.ods', '.ots'),
};

/** Extensions of the packed formats whose pages, slides or sheets can be counted. */
export const packedExtensions: ReadonlySet<string> = new Set(Object.keys(rules));

function forAll(rule: Rule, ...extensions: string[]): Record<string, Rule> {
  return Object.fromEntries(extensions.map(extension => [extension, rule]));
}

/** Pages, slides or sheets of a packed office document; null where it does not tell. Rejects where it is broken. */
export async function packedPages(bytes: Bytes, extension: string): Promise<number | null> {
  const rule = rules[extension];
  if (!rule) return null;
  const entries = await zipEntries(bytes);
  const entry = entries.get(rule.entry);
  const count =
    entry && (await (rule.number ? numberIn(bytes, entry, rule.number) : countIn(bytes, entry, rule)));
  if (count) return count;
  const { otherwise } = rule;
  return (otherwise && [...entries.keys()].filter(name => otherwise.test(name)).length) || null;
}

async function countIn(bytes: Bytes, entry: ZipEntry, { each }: Rule): Promise<number> {
  let count = 0;
  if (each) for await (const _ of zipTags(bytes, entry, each)) count++;
  return count;
}

async function numberIn(bytes: Bytes, entry: ZipEntry, pattern: RegExp): Promise<number> {
  for await (const found of zipTags(bytes, entry, pattern)) return Number(/\d+/.exec(found)?.[0]);
  return 0;
}

/** Pages as Word noted them at the head of a Rich Text file, `\nofpages12` (RTF 1.9.1, information group). */
export async function rtfPages(bytes: Bytes): Promise<number | null> {
  const headBytes = 256 * 1024;
  let head = '';
  for await (const piece of pieces(bytes, 0, headBytes)) head += piece.toString('latin1');
  return Number(/\\nofpages(\d{1,6})\b/.exec(head)?.[1]) || null;
}
