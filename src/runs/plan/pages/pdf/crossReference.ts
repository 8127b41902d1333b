import { type Bytes, Unreadable } from '../bytes';
import { objectAt, type Place, readAt, streamOf } from './objects';
import { Malformed, PdfDict, type PdfReader } from './values';

/** Part of a file's cross-reference: where objects lie, and the trailer that came with it. */
export interface Section {
  trailer: PdfDict;
  /** Undefined where the section does not tell; null where it tells that the object is no more. */
  place(bytes: Bytes, object: number): Promise<Place | null | undefined>;
}

/** Updates of one file that are followed; ours. */
const maxSections = 1000;
/** An entry of a table: "0000000016 00000 n" and two characters that end the line (ISO 32000-1, 7.5.4). */
const entryBytes = 20;
const entryPattern = /^(\d{10}) \d{5} ([nf])/;

/** All parts of the cross-reference, the latest first. Rejects where one is not to be found. */
export async function crossReference(bytes: Bytes, startAt: number): Promise<Section[]> {
  const sections: Section[] = [];
  const seen = new Set<number>();
  const ahead = [startAt];
  for (let at = ahead.shift(); at !== undefined; at = ahead.shift()) {
    if (seen.has(at) || seen.size >= maxSections) continue;
    seen.add(at);
    const section = await sectionAt(bytes, at);
    sections.push(section);
    for (const key of ['XRefStm', 'Prev']) ahead.push(...[section.trailer.number(key) ?? []].flat());
  }
  return sections;
}

async function sectionAt(bytes: Bytes, at: number): Promise<Section> {
  const length = await readAt(bytes, at, reader => (reader.keyword('xref') ? reader.at : null));
  return length === null ? stream(bytes, at) : table(bytes, at + length);
}

interface Run {
  first: number;
  count: number;
  /** Place in the file (of a table) or in the data (of a stream). */
  at: number;
}

const runOf = (runs: readonly Run[], object: number) =>
  runs.find(({ first, count }) => object >= first && object < first + count);

/** A table is not read but looked into: one entry of 20 bytes for each object that is asked for. */
async function table(bytes: Bytes, startAt: number): Promise<Section> {
  const runs: Run[] = [];
  for (let at = startAt; ; ) {
    const { trailer, run } = await readAt(bytes, at, reader =>
      reader.keyword('trailer') ? { trailer: reader.value() } : { run: readRun(reader) },
    );
    if (run) {
      runs.push({ ...run, at: at + run.at });
      at += run.at + run.count * entryBytes;
    } else if (trailer instanceof PdfDict) {
      return { trailer, place: (from, object) => inTable(from, runs, object) };
    } else throw new Malformed('no trailer');
  }
}

const readRun = (reader: PdfReader): Run => ({
  first: reader.integer(),
  count: reader.integer(),
  at: reader.lineEnd(),
});

async function inTable(
  bytes: Bytes,
  runs: readonly Run[],
  object: number,
): Promise<Place | null | undefined> {
  const run = runOf(runs, object);
  if (!run) return undefined;
  const entry = await bytes.read(run.at + (object - run.first) * entryBytes, entryBytes);
  const [, offset, kind] = entryPattern.exec(entry.toString('latin1')) ?? [];
  if (!kind) throw new Unreadable('the table is broken');
  return kind === 'n' ? { at: Number(offset) } : null;
}

/** A stream holds its entries in fields of fixed width (ISO 32000-1, 7.5.8). */
async function stream(bytes: Bytes, at: number): Promise<Section> {
  const object = await objectAt(bytes, at);
  const { dict, data } = await streamOf(bytes, object, async value => value ?? null);
  const widths = numbersOf(dict, 'W');
  const index = dict.has('Index') ? numbersOf(dict, 'Index') : [0, dict.number('Size') ?? 0];
  const width = widths.reduce((sum, part) => sum + part, 0);
  if (widths.length < 3 || width === 0) throw new Malformed('no widths');
  const runs: Run[] = [];
  let start = 0;
  for (let i = 0; i + 1 < index.length; i += 2) {
    const [first = 0, count = 0] = [index[i], index[i + 1]];
    runs.push({ first, count, at: start });
    start += count * width;
  }
  const field = (entry: number, place: number) => {
    const from = entry + widths.slice(0, place).reduce((sum, part) => sum + part, 0);
    const length = widths[place] ?? 0;
    let value = 0;
    for (const byte of data.subarray(from, from + length)) value = value * 256 + byte;
    return value;
  };
  return {
    trailer: dict,
    place: async (_, number) => {
      const run = runOf(runs, number);
      if (!run) return undefined;
      const entry = run.at + (number - run.first) * width;
      if (entry + width > data.length) return undefined;
      const kind = widths[0] === 0 ? 1 : field(entry, 0);
      if (kind === 1) return { at: field(entry, 1) };
      return kind === 2 ? { stream: field(entry, 1), index: field(entry, 2) } : null;
    },
  };
}

function numbersOf(dict: PdfDict, key: string): number[] {
  const value = dict.get(key);
  return Array.isArray(value) ? value.map(item => (typeof item === 'number' ? item : 0)) : [];
}
