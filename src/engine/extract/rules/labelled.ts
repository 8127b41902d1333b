import { boxesOf, choiceOf, hasBox, type TickedWord, yesOrNo } from '../values/choices';
import { findDates } from '../values/dates';
import { noHabits } from '../values/habits';
import { isFormed, type Reading } from '../values/readings';
import { readScalar, shaped } from '../values/readScalar';
import { type Candidate, candidateOf, type Place, WEAK } from './candidate';
import type { Context } from './context';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { isShare, RATE } from './leads';
import { matchOf, PROSE_TERMS } from './match';
import { nameEnd } from './names';
import type { Pair } from './pairs';
import { addressEnd, hasTown, partOf } from './parts';
import type { ReadingsCache } from './readingsCache';
import type { Wanted } from './wanted';
import { type Term, termOf } from './words/terms';

/** Options of a choice stand no further below its label, in lines. */
const OPTION_LINES = 4;
const RANGE = { first: termOf('start'), last: termOf('end') };
/** More are a paragraph. */
const MOST_ADDRESS_WORDS = 18;
const TOTALS = new Set(['total', 'gross', 'due']);

/** Reads what stands beside labels as the values of fields. */
export class Labelled {
  constructor(
    private readonly layout: Layout,
    private readonly context: Context,
    private readonly readings: ReadingsCache,
  ) {}

  /** From one label and what stands beside it. */
  candidates(wanted: Wanted, pair: Pair): Candidate[] {
    const found = isFormed(wanted.aim) ? this.formed(wanted, pair) : this.worded(wanted, pair);
    return found.filter(({ score }) => score >= WEAK);
  }

  private match(wanted: Wanted, pair: Pair, extra: readonly Term[] = []): number {
    return matchOf(wanted, extra.length > 0 ? [...pair.terms, ...extra] : pair.terms, {
      documents: this.context.documents,
      role: this.context.roleOf(pair.label),
      isProse: pair.terms.length > PROSE_TERMS,
      isComposite: isComposite(pair),
    });
  }

  private formed(wanted: Wanted, pair: Pair): Candidate[] {
    const { value: piece, start, end } = pair;
    const whole = wanted.aim === 'code' ? codeOf(piece.text, start, end) : null;
    const inRow = this.rowShare(wanted, pair);
    const inside = whole
      ? [whole]
      : this.readings.in(piece, wanted.aim).filter(each => each.start >= start && each.end <= end);
    if (inside.length === 0) return [];
    const isRange = wanted.aim === 'date' && inside.length === 2;
    return inside.flatMap((reading, i) => {
      const extra = isRange
        ? [i === 0 ? RANGE.first : RANGE.last]
        : isShare(piece, reading, wanted.aim)
          ? [RATE]
          : [];
      const match = this.match(wanted, pair, extra);
      if (match < WEAK) return [];
      const before = piece.text.slice(start, reading.start).replace(/[^\p{L}\p{N}]/gu, '');
      // What stands between the label and the value may be the label of another.
      const nearness = before === '' || isRange ? 1 : i === 0 ? Math.max(0.5, 0.9 - before.length / 60) : 0.5;
      const found = shaped(reading, piece.text, wanted.field, wanted.aim);
      return found
        ? [candidateOf(wanted, found, piece, { match, score: match * inRow * nearness * found.certainty })]
        : [];
    });
  }

  /** Of several amounts in a row, the total is the last. */
  private rowShare({ aim, wordings }: Wanted, { way, value, relation }: Pair): number {
    const isTotal = wordings[0]?.terms.some(each => each.meanings.some(meaning => TOTALS.has(meaning)));
    if (aim !== 'money' || way !== 'right' || !isTotal) return relation;
    const others = this.layout.rightOf(value).filter(other => this.readings.in(other, 'money').length > 0);
    if (others.length > 0) return 0.8 * relation;
    return Math.max(relation, 0.93);
  }

  private worded(wanted: Wanted, pair: Pair): Candidate[] {
    const match = this.match(wanted, pair);
    if (match * pair.relation < WEAK) return [];
    const { value: piece, start, end } = pair;
    if (wanted.aim === 'boolean' || wanted.aim === 'choice') return this.ticked(wanted, pair, match);
    if (wanted.aim === 'address' && pair.way !== 'start') return [this.block(wanted, pair, match)];
    const option =
      wanted.aim === 'text' && pair.way !== 'start' ? this.tickedOption(wanted, pair, match) : null;
    if (option) return [option];
    const span = partOf(wanted, piece.text.slice(start, end), pair.terms);
    if (!span) return [];
    const from = start + span.start;
    const whole = piece.text.slice(from, start + span.end);
    const text = wanted.aim === 'name' ? whole.slice(0, nameEnd(whole)) : whole;
    const found = readScalar(text, wanted.field, this.layout.habits);
    if (!found) return [];
    const placed = { ...found, start: from + found.start, end: from + found.end };
    const score = match * pair.relation * found.certainty * (isBlank(text) ? 0 : 1);
    return [candidateOf(wanted, placed, piece, { match, score })];
  }

  /** The one of several options behind or below a label that is ticked. */
  private tickedOption(wanted: Wanted, { label, value, relation }: Pair, match: number): Candidate | null {
    const near = [value, ...this.layout.rightOf(value), ...this.layout.below(value).slice(0, 1)];
    if (!near.some(piece => hasBox(piece.text))) return null;
    const reach = OPTION_LINES * this.layout.heightOn(label.page);
    const options = this.layout.on(label.page).filter(({ box, text }) => {
      const isNear = box.y > label.box.y - label.box.h && box.y < value.box.y + reach;
      return isNear && box.x >= Math.min(label.box.x, value.box.x) && hasBox(text);
    });
    const ticked = options
      .flatMap(piece => boxesOf(piece.text).map(box => ({ ...box, piece })))
      .filter(box => box.ticked);
    const [only] = ticked;
    if (ticked.length !== 1 || !only || only.text === '' || yesOrNo(only.text) !== null) return null;
    const start = only.piece.text.indexOf(only.text);
    const places = [{ piece: only.piece, start, end: start + only.text.length }];
    return { wanted, value: only.text, places, match, score: match * relation * 0.9 };
  }

  /** Boxes to tick, or words, of the whole row behind the label. */
  private ticked(wanted: Wanted, pair: Pair, match: number): Candidate[] {
    const { value: piece, start } = pair;
    const row =
      pair.way === 'right'
        ? [piece.text, ...this.layout.rightOf(piece).map(each => each.text)]
        : [piece.text.slice(start, pair.end)];
    const answer = row.some(hasBox)
      ? fromBoxes(wanted, row.flatMap(boxesOf), pair.end)
      : readScalar(piece.text.slice(start, pair.end), wanted.field, this.layout.habits);
    if (!answer) return [];
    const found = { ...answer, start, end: pair.end };
    return [candidateOf(wanted, found, piece, { match, score: match * pair.relation * found.certainty })];
  }

  /** An address goes on over the lines below, as far as they are at its edge and no labels. */
  private block(wanted: Wanted, pair: Pair, match: number): Candidate {
    const { value: piece, start, end } = pair;
    const lines: Place[] = [{ piece, start, end }];
    for (const line of start === 0
      ? this.layout.blockFrom(piece).slice(1, 6)
      : this.continued(piece, start)) {
      const told = lines.map(each => each.piece.text.slice(each.start, each.end)).join(', ');
      if (hasTown(told) || line.isLabel || /[:：@]/.test(line.text) || this.layout.leftOf(line)[0]?.isLabel)
        break;
      lines.push({ piece: line, start: 0, end: line.text.length });
    }
    const last = lines.pop() ?? { piece, start, end };
    lines.push({ ...last, end: last.start + addressEnd(last.piece.text.slice(last.start, last.end)) });
    const value = lines.map(line => line.piece.text.slice(line.start, line.end).trim()).join(', ');
    const isShort = value.split(' ').length <= MOST_ADDRESS_WORDS;
    const certainty = !isShort ? 0.3 : /\d/.test(value) ? 0.95 : 0.6;
    return { wanted, value, places: lines, match, score: match * pair.relation * certainty };
  }

  /** Lines below the value that begin where it does, though the piece begins with the label. */
  private continued(piece: Piece, start: number): Piece[] {
    const x = piece.box.x + (start / Math.max(1, piece.text.length)) * piece.box.w;
    const next = this.layout.below(piece, 1.1).find(each => Math.abs(each.box.x - x) < 12);
    return next ? this.layout.blockFrom(next).slice(0, 4) : [];
  }
}

/** `Postcode / town`, `Name, first name`. */
const isComposite = ({ label }: Pair): boolean => /\p{L}\s?[/,]\s?\p{L}/u.test(label.text.slice(0, 60));

/** A short text of capitals and digits is one code, with its spaces. */
function codeOf(text: string, start: number, end: number): Reading | null {
  const value = text.slice(start, end).trim();
  if (
    value.length > 30 ||
    !/^(?=.*\d)[\p{Lu}\d][\p{Lu}\d ./_–#-]*$/u.test(value) ||
    value.split(' ').length > 5
  )
    return null;
  const isDate = findDates(value, noHabits).some(date => date.end - date.start > value.length - 2);
  if (isDate || /^\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$/.test(value)) return null;
  const from = text.indexOf(value, start);
  return { value, start: from, end: from + value.length, certainty: value.length < 2 ? 0.6 : 0.97 };
}

/** Dashes and lines to write on are no values. */
const isBlank = (text: string): boolean =>
  !/[\p{L}\p{N}]/u.test(text) || /^(?:n\/?a|none|-+|_+|\.+)$/i.test(text.trim());

function fromBoxes(wanted: Wanted, boxes: readonly TickedWord[], end: number): Reading | null {
  const ticked = boxes.filter(each => each.ticked);
  const only = ticked[0];
  if (ticked.length !== 1 || !only) return null;
  const at = { start: 0, end };
  if (wanted.aim === 'choice') {
    const choice = choiceOf(only.text, wanted.field.enum ?? []);
    return choice && { ...at, ...choice };
  }
  const answer = yesOrNo(only.text);
  if (answer !== null) return { ...at, value: answer, certainty: 1 };
  return boxes.length === 1 && only.text === '' ? { ...at, value: true, certainty: 0.9 } : null;
}
