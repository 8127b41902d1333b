import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { type Term, termOf, termsOf } from './words/terms';

/** A label with the part of a piece that may hold its value. */
export interface Pair {
  label: Piece;
  terms: readonly Term[];
  value: Piece;
  /** Of the value's text. */
  start: number;
  end: number;
  /** 0 to 1: how surely what stands there belongs to the label. */
  relation: number;
  way: 'colon' | 'right' | 'below' | 'start';
}

/** How surely each way leads to the value; chosen on the development set. */
const RELATION = {
  colon: 1,
  right: 0.97,
  farRight: 0.8,
  below: 0.9,
  start: 0.72,
  above: 0.85,
  caption: 0.93,
};
/** What lessens it: the label has a value beside it already; the value is a label, or another label's. */
const LESS = {
  hasValue: 0.35,
  isLabel: 0.15,
  ofAnother: 0.55,
  column: 0.9,
  gap: 0.25,
  ofColumn: 0.5,
  doubtful: 0.8,
  slanted: 0.7,
};
const LONGEST_LABEL = 70;
/** Height of small print, as a share of that of the text it belongs to. */
const SMALL = 0.85;
const MOST_PREFIX_WORDS = 4;

/** All labels of a document with what stands behind, beside and below them. */
export function pairsOf(layout: Layout): Pair[] {
  return labelPairs(layout).map(pair => {
    const terms = namesApart(pair.terms);
    return { ...pair, terms: isBesideSignature(layout, pair) ? [...terms, SIGNED] : terms };
  });
}

const SIGNED = termOf('signature');

/** Beside the first name, the name is the last one: `Name, first name`. */
function namesApart(terms: readonly Term[]): readonly Term[] {
  const hasBoth = terms.length > 1 && terms.some(term => isFirst(term) && !term.meanings.includes('name'));
  if (!hasBoth) return terms;
  return terms.map(term =>
    term.meanings.includes('name') ? { ...term, meanings: [...term.meanings, 'last'] } : term,
  );
}

const isFirst = ({ meanings }: Term): boolean => meanings.includes('first');

/** The date in the row of a signature is that of the signature. */
function isBesideSignature(layout: Layout, { label, terms }: Pair): boolean {
  const isDate = terms.some(term => term.meanings.includes('date'));
  return (
    isDate &&
    [...layout.leftOf(label), ...layout.rightOf(label)].some(other =>
      other.terms.some(term => term.meanings.includes('signature')),
    )
  );
}

function labelPairs(layout: Layout): Pair[] {
  return layout.pieces.flatMap(piece => {
    const inside = colonPairs(piece);
    const last = inside.at(-1);
    const isWhole = last !== undefined && isLabelToo(piece.text.slice(last.start, last.end));
    if (last && last.end > last.start && !isWhole) return inside;
    if (isWhole) return besidePairs(layout, piece, undefined);
    if (inside.length > 0 || couldBeLabel(piece))
      return [...inside.slice(0, -1), ...besidePairs(layout, piece, last)];
    return prefixPairs(piece);
  });
}

/** `Emergency contact: name` is one label. */
const isLabelToo = (text: string): boolean => {
  const terms = termsOf(text);
  return (
    terms.length > 0 &&
    terms.length <= 2 &&
    terms.every(
      term =>
        term.known &&
        term.meanings.some(one => ['name', 'phone', 'address', 'date', 'number', 'email'].includes(one)),
    )
  );
};

const couldBeLabel = ({ text, terms }: Piece): boolean =>
  !/\d[.,]?\d{3}|\d[.,]\d{2}|[€$£]\s?\d|^[xX]\s/.test(text) &&
  text.length <= LONGEST_LABEL &&
  terms.length > 0 &&
  terms.length <= 8 &&
  /\p{L}/u.test(text);

/** `Label: value` once or more in a piece; the last has an empty value where the colon ends it. */
function colonPairs(piece: Piece): Pair[] {
  const colons = [
    ...piece.text.matchAll(/：|[?？](?=\s+\S)|\s?[:=](?=\s|$)|(?<=[\p{L}.)°])\s?:(?!\/\/)/gu),
  ].filter(({ index }) => index > 0);
  let from = 0;
  return colons.flatMap(({ 0: mark, index }, i): Pair[] => {
    const next = colons[i + 1];
    const start = index + mark.length;
    const end = next ? labelStart(piece.text, start, next.index) : piece.text.length;
    const label = piece.text.slice(from, index).replace(/^.*[|·•;]\s/, '');
    from = end;
    const terms = termsOf(label);
    if (label.length > LONGEST_LABEL || terms.length === 0) return [];
    const skipped = piece.text.slice(start, end).length - piece.text.slice(start, end).trimStart().length;
    const hasText = piece.text.slice(start, end).trim() !== '';
    return [
      {
        label: piece,
        terms,
        value: piece,
        start: start + skipped,
        end: hasText ? trimmedEnd(piece.text, start, end) : start + skipped,
        relation: RELATION.colon,
        way: 'colon',
      },
    ];
  });
}

const trimmedEnd = (text: string, start: number, end: number): number =>
  start + text.slice(start, end).replace(/[\s|·•;,–-]+$/u, '').length;

/** Where the next label in the same piece begins: behind the last separator, else at its last known words. */
function labelStart(text: string, from: number, colon: number): number {
  const between = text.slice(from, colon);
  const separator = Math.max(
    between.lastIndexOf(' | '),
    between.lastIndexOf(' · '),
    between.lastIndexOf(' – '),
    between.lastIndexOf('; '),
    between.lastIndexOf(', '),
  );
  if (separator > 0) return from + separator + 1;
  const words = [...between.matchAll(/\S+/g)];
  for (const count of [3, 2, 1]) {
    const word = words.at(-count);
    if (word && words.length > count && termsOf(between.slice(word.index)).every(term => term.known))
      return from + word.index;
  }
  const last = words.at(-1);
  return last && words.length > 1 ? from + last.index : colon;
}

function besidePairs(layout: Layout, label: Piece, colon: Pair | undefined): Pair[] {
  const terms = colon?.terms ?? label.terms;
  const pairs: Pair[] = [];
  const add = (value: Piece, relation: number, way: 'right' | 'below'): void => {
    pairs.push({ label, terms, value, start: 0, end: value.text.length, relation, way });
  };
  let hasValue = false;
  for (const [i, value] of layout.rightOf(label).entries()) {
    if (value.isLabel) {
      add(value, RELATION.right * LESS.isLabel, 'right');
      break;
    }
    const gap = (value.box.x - label.box.x - label.box.w) / Math.max(1, layout.widthOf(label.page));
    const level = isLevel(label, value) ? 1 : LESS.slanted;
    const near = (i === 0 ? RELATION.right : RELATION.farRight) * level;
    add(
      value,
      near * (1 - LESS.gap * Math.max(0, gap - 0.25)) * (headed(layout, value) ? LESS.ofAnother : 1),
      'right',
    );
    if (level === 1) hasValue = true;
  }
  const caption = hasValue ? undefined : captioned(layout, label);
  if (caption) add(caption, RELATION.caption, 'below');
  const isColumn = layout.leftOf(label).length + layout.rightOf(label).length >= 2;
  for (const value of layout.below(label).slice(0, 2)) {
    const isAligned =
      Math.abs(value.box.x - label.box.x) < 0.8 * layout.heightOn(label.page) ||
      Math.abs(right(value) - right(label)) < 4;
    const isOwned = layout.leftOf(value)[0]?.isLabel === true || /[:：]\s*\S/.test(value.text);
    const factors = [
      isAligned ? 1 : LESS.column,
      label.isLabel ? 1 : LESS.doubtful,
      caption ? LESS.hasValue : 1,
      hasValue ? LESS.hasValue : 1,
      value.isLabel ? LESS.isLabel : 1,
      isOwned ? LESS.ofAnother : 1,
      isColumn && goesOn(layout, value) ? LESS.ofColumn : 1,
    ];
    add(
      value,
      factors.reduce((product, factor) => product * factor, RELATION.below),
      'below',
    );
    if (value.isLabel) break;
  }
  const over = isSigning(terms) && !hasValue ? layout.above(label, 1.5)[0] : undefined;
  if (over && !over.isLabel) add(over, RELATION.above, 'below');
  return pairs;
}

/** A label in small print closely below the value that it names, with nothing as close below it. */
function captioned(layout: Layout, label: Piece): Piece | undefined {
  const value = layout.above(label, 0.8)[0];
  if (!value || value.isLabel || !label.isLabel || label.box.h > SMALL * value.box.h) return undefined;
  if (Math.abs(value.box.x - label.box.x) > 4) return undefined;
  const gap = label.box.y - value.box.y - value.box.h;
  const next = layout.below(label, 3)[0];
  const nextGap = next ? next.box.y - label.box.y - label.box.h : Number.POSITIVE_INFINITY;
  return nextGap > 1.5 * Math.max(gap, 2) ? value : undefined;
}

/** Lines to sign on have their label below: `Place, date`, `Signature`. */
const isSigning = (terms: readonly Term[]): boolean => {
  const meanings = terms.flatMap(term => term.meanings);
  return meanings.includes('signature') || (meanings.includes('date') && meanings.includes('place'));
};

/** Whether more of the same kind stands below: a column of a table, not the one value of a box. */
const goesOn = (layout: Layout, value: Piece): boolean =>
  /\d/.test(value.text) &&
  layout
    .below(value, 3.5)
    .some(
      other =>
        shape(other.text) === shape(value.text) &&
        (Math.abs(other.box.x - value.box.x) < 3 || Math.abs(right(other) - right(value)) < 3),
    );

const shape = (text: string): string => text.replace(/\p{L}+/gu, 'a').replace(/\d[\d.,' ]*/g, '9');

/** On one base line; what stands in another column need not be. */
const isLevel = (a: Piece, b: Piece): boolean =>
  Math.abs(a.box.y + a.box.h - b.box.y - b.box.h) < 0.35 * Math.min(a.box.h, b.box.h);

const right = ({ box }: Piece): number => box.x + box.w;

/** Whether the piece stands directly below a label, as in a grid. */
function headed(layout: Layout, piece: Piece): boolean {
  const above = layout.above(piece, 1)[0];
  return above?.isLabel === true && Math.abs(above.box.x - piece.box.x) < 3 && !/[:：]$/.test(above.text);
}

/** `Customer Jane Doe`: known words at the beginning, the value behind them. */
function prefixPairs(piece: Piece): Pair[] {
  const words = [...piece.text.matchAll(/\S+/g)];
  const pairs: Pair[] = [];
  for (let count = 1; count <= Math.min(MOST_PREFIX_WORDS, words.length - 1); count++) {
    const next = words[count];
    if (!next) break;
    const terms = termsOf(piece.text.slice(0, next.index));
    if (terms.length === 0 || !terms.every(term => term.known)) continue;
    pairs.push({
      label: piece,
      terms,
      value: piece,
      start: next.index,
      end: piece.text.length,
      relation: RELATION.start,
      way: 'start',
    });
  }
  return pairs;
}
