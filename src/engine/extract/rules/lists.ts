import type { ArrayField, FilledArray, FilledScalar, ScalarField } from '../types';
import { findDates } from '../values/dates';
import { noHabits } from '../values/habits';
import { isFormed } from '../values/readings';
import { aimFor, readScalar } from '../values/readScalar';
import { trusted } from './confidence';
import type { Context } from './context';
import type { Layout } from './layout/layout';
import { type Piece, spotOf } from './layout/pieces';
import { matchOf } from './match';
import type { ReadingsCache } from './readingsCache';
import type { Wanted } from './wanted';
import { spaced, termsOf } from './words/terms';

const STRONG = 0.7;
const MOST_LINES = 40;
const MOST_ITEMS = 500;
const LONGEST_ITEM = 80;
const BULLET = /^\s*(?:[•·▪◦‣●■*–—-]|\d{1,2}[.)])\s+/u;
const SEPARATORS = /\s*[;|•·▪]\s*|\s*,\s+(?![^(]*\))/u;

/** A list of values of their own: what stands behind or below its label, or every e-mail address and the like there is. */
export function fillList(
  field: ArrayField,
  layout: Layout,
  context: Context,
  readings: ReadingsCache,
): FilledArray {
  const { items } = field;
  if (items.kind !== 'scalar') return { kind: 'array', items: [] };
  const labelled = layout.pieces
    .map(piece => ({ piece, score: labelScore(field, items, piece, context) }))
    .filter(({ score }) => score >= STRONG)
    .sort((a, b) => b.score - a.score);
  for (const { piece, score } of labelled) {
    const found = behind(piece, items, layout, score);
    if (found.length > 0) return { kind: 'array', items: distinct(found) };
  }
  const aim = aimFor(items);
  if (!['email', 'url', 'iban', 'phone'].includes(aim)) return { kind: 'array', items: [] };
  const all = layout.pieces.flatMap(piece =>
    readings.in(piece, aim).map(reading => filled(reading.value, piece, reading, 0.8)),
  );
  return { kind: 'array', items: distinct(all) };
}

function labelScore(field: ArrayField, items: ScalarField, piece: Piece, context: Context): number {
  const label = /^([^:：]{2,50})[:：]/.exec(piece.text)?.[1] ?? (piece.text.length <= 50 ? piece.text : '');
  const terms = termsOf(label);
  if (terms.length === 0) return 0;
  const wordings = [spaced(field.name), field.title]
    .filter(text => text !== '')
    .map(text => ({ terms: termsOf(text), trust: 1 }));
  const wanted: Wanted = {
    field: items,
    path: field.name,
    aim: aimFor(items),
    role: null,
    wordings,
    allowed: new Set(termsOf(field.description).flatMap(term => term.meanings)),
    hasTwin: false,
  };
  return matchOf(wanted, terms, { documents: context.documents, role: null, isProse: false });
}

function behind(label: Piece, items: ScalarField, layout: Layout, score: number): FilledScalar[] {
  const colon = /[:：]\s*(?=\S)/.exec(label.text);
  if (colon)
    return itemsIn(
      [[label, colon.index + colon[0].length], ...continuation(layout, label)],
      items,
      layout,
      score,
    );
  const right = layout.rightOf(label)[0];
  const below = belowHeading(layout, label);
  if (
    right &&
    !right.isLabel &&
    (below.length === 0 || right.box.x - label.box.x < 0.5 * layout.widthOf(label.page))
  ) {
    return itemsIn(
      layout.blockFrom(right).map(line => [line, 0]),
      items,
      layout,
      score,
    );
  }
  return itemsIn(
    below.map(line => [line, 0]),
    items,
    layout,
    score,
  );
}

/** Lines that go on with a list that has begun behind its label. */
function continuation(layout: Layout, label: Piece): [Piece, number][] {
  const text = label.text.trim();
  if (!/[,;]$/.test(text)) return [];
  const next = layout.below(label, 1.1)[0];
  return next && !next.text.includes(':') ? [[next, 0], ...continuation(layout, next)] : [];
}

/** The lines below a heading until the next one, or a gap that is wider than that between the heading and the first. */
function belowHeading(layout: Layout, heading: Piece): Piece[] {
  const lines: Piece[] = [];
  const after = layout
    .on(heading.page)
    .filter(
      piece =>
        piece.box.y > heading.box.y + 0.5 * heading.box.h &&
        piece.box.x < heading.box.x + layout.widthOf(heading.page) / 2 &&
        piece.box.x > heading.box.x - 12,
    );
  const [first] = after;
  let bottom = heading.box.y + heading.box.h;
  const height = layout.heightOn(heading.page);
  for (const piece of after.slice(0, MOST_LINES)) {
    if (first && piece.box.x > first.box.x + Math.max(first.box.w, heading.box.w)) continue;
    const gap = piece.box.y - bottom;
    const isHeading = isLikeHeading(piece, heading, height) || findDates(piece.text, noHabits).length > 0;
    if (isHeading || gap > (lines.length === 0 ? 3 : 1.4) * height) break;
    lines.push(piece);
    bottom = Math.max(bottom, piece.box.y + piece.box.h);
  }
  return lines;
}

function isLikeHeading(piece: Piece, heading: Piece, height: number): boolean {
  const isUpper = (text: string): boolean => text === text.toUpperCase() && /\p{Lu}{3}/u.test(text);
  if (isUpper(heading.text) && isUpper(piece.text) && piece.text.length > 4) return true;
  if (heading.box.h > 1.1 * height && piece.box.h > 0.95 * heading.box.h) return true;
  return (
    piece.isLabel &&
    Math.abs(piece.box.x - heading.box.x) < 2 &&
    piece.box.h >= 0.98 * heading.box.h &&
    !BULLET.test(piece.text)
  );
}

function itemsIn(
  lines: readonly (readonly [Piece, number])[],
  items: ScalarField,
  layout: Layout,
  score: number,
): FilledScalar[] {
  const found: FilledScalar[] = [];
  const isSplit = lines.some(([line, start]) => SEPARATORS.test(line.text.slice(start).replace(BULLET, '')));
  for (const [line, start] of lines) {
    const colon = start === 0 ? /^[^:：]{2,30}[:：]\s+/.exec(line.text) : null;
    // A line with a label of its own is another list where the label is known.
    if (colon && termsOf(colon[0]).every(term => term.known)) break;
    const from = start + (colon?.[0].length ?? 0);
    const text = line.text.slice(from);
    const bullet = BULLET.exec(text)?.[0].length ?? 0;
    for (const part of isSplit ? text.slice(bullet).split(SEPARATORS) : [text.slice(bullet)]) {
      const value = part.replace(/[.,;]$/, '').trim();
      if (value === '' || value.length > LONGEST_ITEM || found.length >= MOST_ITEMS) continue;
      const reading = readScalar(value, items, layout.habits);
      if (!reading || (isFormed(aimFor(items)) && reading.certainty < 0.6)) continue;
      const at = Math.max(0, line.text.indexOf(value));
      found.push(
        filled(
          reading.value,
          line,
          { start: at, end: at + value.length },
          score * reading.certainty * (isSplit || bullet > 0 || lines.length > 1 ? 1 : 0.8),
        ),
      );
    }
  }
  return found;
}

function filled(
  value: FilledScalar['value'],
  piece: Piece,
  at: { start: number; end: number },
  score: number,
): FilledScalar {
  return {
    kind: 'scalar',
    value,
    confidence: trusted(score, 'list'),
    spots: [spotOf(piece, at.start, at.end)],
  };
}

function distinct(items: readonly FilledScalar[]): FilledScalar[] {
  const seen = new Set<unknown>();
  return items.filter(({ value }) => !seen.has(value) && seen.add(value));
}
