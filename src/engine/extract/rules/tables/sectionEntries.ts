import type { ArrayField, FilledScalar, SourceDocument } from '../../types';
import { Layout } from '../layout/layout';
import { type Piece, spotOf } from '../layout/pieces';
import { kindOf } from './cellValue';
import type { Leaf, LeafValues } from './leaves';
import { type Section, sectionOf } from './section';

/** How often values of each sort are right (development documents): a period, what is first in an entry, the rest. */
const SURE = { period: 0.9, text: 0.8, rest: 0.6 };

const MONTH = String.raw`(?:\p{L}{3,10}\.?\s+|\d{1,2}[./])?`;
const DAY = String.raw`${MONTH}(?:19|20)\d{2}`;
const NOW = `(?:present|now|today|current|ongoing|heute|laufend|jetzt|aujourd['’]hui|présent|actualidad|presente|actual|oggi|in corso|heden|nu|atual|hoje|obecnie|teraz|nadal|dziś)(?![\\p{L}])`;
/** From when to when, or since when. */
const PERIOD = new RegExp(
  String.raw`(?:\b(?:from|von|vom|de|du|da|dal|desde|van|od)\s+)?${DAY}\s*(?:[-–—]|to|until|till|bis|à|au|a|ad|al|tot|do|até|hasta)\s*(?:${DAY}|${NOW})|(?:since|seit|ab|depuis|desde|dal|sinds|od)\s+${DAY}`,
  'iu',
);
const YEAR = /^(?:19|20)\d{2}\b/;

/** A piece of text in a section, as far as it is of use. */
interface Text {
  piece: Piece;
  start: number;
  end: number;
}

const textOf = ({ piece, start, end }: Text): string => piece.text.slice(start, end);

/**
 * The entries of a section that is no table, such as the positions of a résumé or the languages that somebody speaks.
 * Given for items of texts: with a period, entries begin where periods stand; of two texts, each line has both.
 */
export function sectionEntries(
  document: SourceDocument,
  field: ArrayField,
  leaves: readonly Leaf[],
): LeafValues[] {
  if (leaves.length < 2 || leaves.some(leaf => leaf.field.type !== 'string' || leaf.field.enum)) return [];
  const layout = new Layout(document);
  const section = sectionOf(field, layout);
  if (!section) return [];
  const period = leaves.find(leaf => means(leaf, ['period', 'duration', 'dates']));
  if (period) return entriesOf(section, leaves, period);
  return leaves.length === 2 && leaves.every(leaf => kindOf(leaf) === 'text') ? pairsIn(section, leaves) : [];
}

const means = ({ name, title, terms, concepts }: Leaf, meanings: readonly string[]): boolean =>
  meanings.some(
    meaning =>
      name.includes(meaning) ||
      title.includes(meaning) ||
      terms.some(each => each.some(term => term.meanings.includes(meaning))),
  ) ||
  (meanings.includes('period') && concepts.has('period'));

const filled = (value: string, { piece, start, end }: Text, confidence: number): FilledScalar => ({
  kind: 'scalar',
  value,
  confidence,
  spots: [spotOf(piece, start, end)],
});

interface Row {
  period: Text | null;
  /** What stands first in the row, apart from the period. */
  main: Text | null;
  /** What stands further right. */
  beside: Text[];
}

function entriesOf(section: Section, leaves: readonly Leaf[], period: Leaf): LeafValues[] {
  const rows = section.rows.map(rowOf);
  const dated = rows.flatMap((row, index) => (row.period ? [index] : []));
  const [first] = dated;
  if (first === undefined || first > MOST_BEFORE) return [];
  const texts = leaves.filter(leaf => leaf !== period);
  return dated.map((at, index) => {
    const end = dated[index + 1];
    const values = entryTexts(rows.slice(at - first, end === undefined ? undefined : end - first), texts);
    const found = rows[at]?.period;
    if (found) values.set(period.path, filled(textOf(found), found, SURE.period));
    return values;
  });
}

/** Rows of an entry that may stand before the one with its period. */
const MOST_BEFORE = 2;

function rowOf(pieces: readonly Piece[]): Row {
  const row: Row = { period: null, main: null, beside: [] };
  for (const piece of pieces) {
    const isShort = row.period === null && piece.text.length < 90;
    const match = isShort ? (PERIOD.exec(piece.text) ?? YEAR.exec(piece.text)) : null;
    const [from, to] = match ? [match.index, match.index + match[0].length] : [0, 0];
    if (match) row.period = { piece, start: from, end: to };
    const texts = [
      trimmed({ piece, start: 0, end: from }),
      trimmed({ piece, start: to, end: piece.text.length }),
    ];
    for (const text of texts.filter(each => each.end > each.start)) {
      if (row.main === null) row.main = text;
      else row.beside.push(text);
    }
  }
  return row;
}

/** Without what parts it from its neighbours. */
function trimmed({ piece, start, end }: Text): Text {
  const text = piece.text.slice(start, end);
  const before = /^[\s,;|:–—•·()-]*/u.exec(text)?.[0].length ?? 0;
  const after = /[\s,;|:–—•·(-]*$/u.exec(text)?.[0].length ?? 0;
  return { piece, start: start + before, end: Math.max(start + before, end - after) };
}

/** The texts of an entry for its leaves: a name or two, a place beside them, and what further lines say of it. */
function entryTexts(rows: readonly Row[], leaves: readonly Leaf[]): Map<string, FilledScalar> {
  const values = new Map<string, FilledScalar>();
  const of = (meanings: readonly string[]): Leaf | undefined => leaves.find(leaf => means(leaf, meanings));
  const description = of(['description', 'summary', 'note', 'responsibilities', 'details']);
  const place = of(['location', 'city', 'place', 'country']);
  const heads = leaves.filter(leaf => leaf !== description && leaf !== place);
  const lines = rows.flatMap(row => (row.main ? [row.main] : []));
  const [first, second] = lines;
  const isAlone = first !== undefined && (!second || isProse(second));
  const parts = isAlone && heads.length > 1 ? apart(first) : lines;
  const named = parts.slice(0, heads.length).filter(text => !isProse(text));
  if (heads.length === 2 && named.length === 2 && isTurned(heads, named, rows)) named.reverse();
  const set = (leaf: Leaf | undefined, text: Text | undefined, value: string, sure: number): void => {
    if (leaf && text) values.set(leaf.path, filled(value, text, sure));
  };
  for (const [index, leaf] of heads.entries()) {
    const text = named[index];
    if (text) set(leaf, text, textOf(text), SURE.text);
  }
  const [beside] = rows.flatMap(row => row.beside);
  if (beside) set(place, beside, textOf(beside), SURE.rest);
  const rest = lines.slice(isAlone ? 1 : named.length);
  set(description, rest[0], rest.map(textOf).join(' '), SURE.rest);
  return values;
}

const FIRMS =
  /(?<![\p{L}])(?:gmbh|ag|kg|ohg|ltd|limited|llc|inc|corp|plc|s\.?a\.?|s\.?r\.?l\.?|s\.?l\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?|lda|sp\. z o\.o\.|group|company|holding|partners|associates|universit\S*|hochschule|college|école|politechnika|akademia)(?![\p{L}])/iu;
const JOBS =
  /(?:manager|engineer|director|developer|consultant|assistant|analyst|officer|teacher|nurse|designer|intern|trainee|clerk|technician|leiter|ingenieur|entwickler|berater|lehrer|techniker|kaufm|auszubildende|chef|chargé|ingénieur|responsable|technicien|développeu|stagiaire|ingenier|gerente|técnic|desarrollador|responsabile|impiegat|tecnolog|medewerker|adviseur|engenheir|kierownik|programista|specjalista|asystent)/iu;

/** Whether of two lines the first tells the firm and the second the work, while the schema has them the other way round. */
function isTurned(heads: readonly Leaf[], named: readonly Text[], rows: readonly Row[]): boolean {
  const firm = heads.findIndex(leaf =>
    means(leaf, ['employer', 'company', 'organization', 'school', 'institution']),
  );
  const [first, second] = named.map(textOf);
  if (firm < 0 || first === undefined || second === undefined) return false;
  const told =
    Number(FIRMS.test(first) || JOBS.test(second)) - Number(FIRMS.test(second) || JOBS.test(first));
  // Where neither is told, the period stands beside the work.
  const period = rows.findIndex(row => row.period !== null);
  const isFirmFirst =
    told === 0 ? period === 1 && rows[1]?.main !== null && named[1] === rows[1]?.main : told > 0;
  return isFirmFirst === (firm === 1);
}

const isProse = (text: Text): boolean =>
  textOf(text).length > 70 || (/[.!?]$/.test(textOf(text)) && !FIRMS.test(textOf(text)));

/** `Engineer, Example Ltd` as two. */
function apart(text: Text): Text[] {
  const bound = /,\s+|\s+[|@–—]\s+|\s+(?:at|bei|chez|en|presso|bij|w)\s+/u.exec(textOf(text));
  if (!bound) return [text];
  const at = text.start + bound.index;
  return [
    { ...text, end: at },
    { ...text, start: at + bound[0].length },
  ];
}

/** `English (native)`, `Français : langue maternelle`, or two columns. */
function pairsIn({ rows, start }: Section, leaves: readonly Leaf[]): LeafValues[] {
  const [one, other] = leaves;
  const texts = rows.flatMap(([first, second], row): (readonly [Text, Text | null])[] => {
    if (!first) return [];
    if (second) return [[whole(first), whole(second)]];
    return listed(first, row === 0 ? start : 0).map(paired);
  });
  return texts.flatMap(([left, right]) => {
    const value = textOf(left);
    if (!one || !other || value.length > 60 || !/\p{L}/u.test(value)) return [];
    const values = new Map([[one.path, filled(value, left, SURE.text)]]);
    if (right) values.set(other.path, filled(textOf(right), right, SURE.text));
    return [values];
  });
}

const whole = (piece: Piece): Text => trimmed({ piece, start: 0, end: piece.text.length });

/** Parts of a line between commas that are not in brackets. */
function listed(piece: Piece, start: number): Text[] {
  return [...piece.text.slice(start).matchAll(/(?:\([^)]*\)|[^,;|•·(])+/gu)].flatMap(({ 0: text, index }) => {
    const part = { piece, start: start + index, end: start + index + text.length };
    const inner = trimmed(part);
    return inner.end > inner.start
      ? [{ ...inner, end: part.end - (text.length - text.trimEnd().length) }]
      : [];
  });
}

function paired(text: Text): readonly [Text, Text | null] {
  const match =
    /^(.{2,40}?)(?:\s*[:：]\s*|\s+[-–—]\s+)(.+)$/u.exec(textOf(text)) ??
    /^(.{2,40}?)\s*\((.+?)\)?$/u.exec(textOf(text));
  if (!match) return [text, null];
  const [found, left = '', right = ''] = match;
  const from = text.start + found.indexOf(right, left.length);
  return [
    { ...text, end: text.start + left.length },
    { ...text, start: from, end: from + right.length },
  ];
}
