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
const NOW = `(?:present|now|today|current|ongoing|heute|laufend|jetzt|aujourd['’]hui|présent|actualidad|presente|actual|oggi|in corso|heden|nu|atual|hoje|obecnie|teraz|nadal|dziś)`;
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
  texts: Text[];
}

function entriesOf(section: Section, leaves: readonly Leaf[], period: Leaf): LeafValues[] {
  const rows = section.rows.map(rowOf);
  const dated = rows.flatMap((row, index) => (row.period ? [index] : []));
  const [first] = dated;
  if (first === undefined || first > 2) return [];
  const texts = leaves.filter(leaf => leaf !== period);
  return dated.map((at, index) => {
    const end = dated[index + 1];
    const own = rows.slice(at - first, end === undefined ? undefined : end - first);
    const values = textsOf(
      own.flatMap(row => row.texts),
      texts,
    );
    const found = rows[at]?.period;
    if (found) values.set(period.path, filled(textOf(found), found, SURE.period));
    return values;
  });
}

/** A row's period, and what else is in it. */
function rowOf(pieces: readonly Piece[]): Row {
  const row: Row = { period: null, texts: [] };
  for (const piece of pieces) {
    const isShort = row.period === null && piece.text.length < 90;
    const match = isShort ? (PERIOD.exec(piece.text) ?? YEAR.exec(piece.text)) : null;
    if (!match) row.texts.push(trimmed({ piece, start: 0, end: piece.text.length }));
    else {
      const end = match.index + match[0].length;
      row.period = { piece, start: match.index, end };
      row.texts.push(
        trimmed({ piece, start: 0, end: match.index }),
        trimmed({ piece, start: end, end: piece.text.length }),
      );
    }
  }
  return { ...row, texts: row.texts.filter(text => text.end > text.start) };
}

/** Without what parts it from its neighbours. */
function trimmed({ piece, start, end }: Text): Text {
  const text = piece.text.slice(start, end);
  const before = /^[\s,;|:–—•·()-]*/u.exec(text)?.[0].length ?? 0;
  const after = /[\s,;|:–—•·(-]*$/u.exec(text)?.[0].length ?? 0;
  return { piece, start: start + before, end: Math.max(start + before, end - after) };
}

const PROSE = /[.!?]$|^[•·▪*]/u;
const FIRMS =
  /\b(?:gmbh|ag|kg|ohg|ltd|limited|llc|inc|corp|plc|s\.?a\.?|s\.?r\.?l\.?|s\.?l\.?|b\.?v\.?|n\.?v\.?|lda|sp\. z o\.o\.|university|universit\S*|hochschule|college|école|politechnika|akademia)(?![\p{L}])/iu;

/** The texts of an entry for its leaves, in the schema's order; the last lines are its description where there is one. */
function textsOf(texts: readonly Text[], leaves: readonly Leaf[]): Map<string, FilledScalar> {
  const values = new Map<string, FilledScalar>();
  const description = leaves.find(leaf =>
    means(leaf, ['description', 'summary', 'note', 'responsibilities', 'details']),
  );
  const heads = leaves.filter(leaf => leaf !== description);
  const [first, second] = texts;
  const isAlone = first && (!second || isProse(second));
  const parts = isAlone && heads.length > 1 ? apart(first) : texts;
  const named = parts.slice(0, heads.length).filter(text => !isProse(text));
  const firm = heads.findIndex(leaf =>
    means(leaf, ['employer', 'company', 'organization', 'school', 'institution']),
  );
  // The firm is where its form is told, if the lines are the other way round.
  const at = named.findIndex(text => FIRMS.test(textOf(text)));
  if (firm >= 0 && at >= 0 && at !== firm && named.length === heads.length) named.reverse();
  for (const [index, leaf] of heads.entries()) {
    const text = named[index];
    if (text) values.set(leaf.path, filled(textOf(text), text, SURE.text));
  }
  const rest = texts.slice(isAlone ? 1 : named.length);
  const [line] = rest;
  if (description && line) values.set(description.path, filled(rest.map(textOf).join(' '), line, SURE.rest));
  return values;
}

const isProse = (text: Text): boolean =>
  (PROSE.test(textOf(text)) && !FIRMS.test(textOf(text))) || textOf(text).length > 70;

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
