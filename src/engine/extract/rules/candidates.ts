import type { Scalar } from '../types';
import type { Aim } from '../values/aims';
import { boxesOf, choiceOf, hasBox, type TickedWord, yesOrNo } from '../values/choices';
import { findDates } from '../values/dates';
import { noHabits } from '../values/habits';
import { isFormed, type Reading, readingsOf } from '../values/readings';
import { readScalar, shaped } from '../values/readScalar';
import type { Context } from './context';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { matchOf } from './match';
import type { Pair } from './pairs';
import { partOf } from './parts';
import type { Wanted } from './wanted';
import { type Term, termsOf } from './words/terms';

/** A value that may be a field's, and why. */
export interface Candidate {
  wanted: Wanted;
  value: Scalar;
  /** Where it stands: several pieces where it goes over lines. */
  places: readonly Place[];
  /** 0 to 1: label, place and form together. */
  score: number;
  /** 0 to 1: the label alone. */
  match: number;
  way: string;
}

export interface Place {
  piece: Piece;
  /** Of the piece's text. */
  start: number;
  end: number;
}

/** Less than this is no evidence. */
export const WEAK = 0.4;

/** Labels in sentences, and those directly before a value. */
const BEFORE = { near: 0.97, prose: 0.82 };
const PROSE_TERMS = 5;
/** Fewer are no statement that a box stands for. */
const SENTENCE_TERMS = 3;
/** Options of a choice stand no further below its label, in lines. */
const OPTION_LINES = 4;
/** What is often said behind the value: `19 % MwSt.`, `72,5 m² Wohnfläche`. */
const FOLLOWED: ReadonlySet<Aim> = new Set<Aim>(['percent', 'number', 'integer']);
const LONGEST_BEFORE = 70;
/** A box to tick with the words of a field behind it. */
const TICK = 0.95;

const term = (meaning: string): Term => ({ meanings: [meaning], text: meaning, known: true, words: 1 });
const RANGE = { first: term('start'), last: term('end') };
const RATE = term('rate');
const TOTALS = new Set(['total', 'gross', 'due']);
const SIGNED = term('signature');
const ISSUED = term('issue');

/** Finds what may be the values of fields by the labels of a document. */
export class Candidates {
  private tickedAt: { page: number; x: number }[] | undefined;
  private readonly readings = new Map<Piece, Map<Aim, readonly Reading[]>>();

  constructor(
    private readonly layout: Layout,
    private readonly context: Context,
  ) {}

  /** All readings of an aim in a piece. */
  readingsIn(piece: Piece, aim: Aim): readonly Reading[] {
    const byAim = this.readings.get(piece) ?? new Map<Aim, readonly Reading[]>();
    this.readings.set(piece, byAim);
    const known = byAim.get(aim) ?? readingsOf(piece.text.slice(0, 1000), aim, this.layout.habits);
    byAim.set(aim, known);
    return known;
  }

  /** From one label and what stands beside it. */
  fromPair(wanted: Wanted, pair: Pair): Candidate[] {
    const texts = isFormed(wanted.aim) ? this.formed(wanted, pair) : this.worded(wanted, pair);
    return texts.filter(({ score }) => score >= WEAK);
  }

  private match(
    wanted: Wanted,
    terms: readonly Term[],
    piece: Piece,
    isProse = false,
    isComposite = false,
  ): number {
    return matchOf(wanted, terms, {
      documents: this.context.documents,
      role: this.context.roleOf(piece),
      isProse,
      isComposite,
    });
  }

  private formed(wanted: Wanted, pair: Pair): Candidate[] {
    const { value: piece, start, end } = pair;
    const whole = wanted.aim === 'code' ? codeOf(piece.text, start, end) : null;
    const inRow = this.rowShare(wanted, pair);
    const inside = whole
      ? [whole]
      : this.readingsIn(piece, wanted.aim).filter(each => each.start >= start && each.end <= end);
    if (inside.length === 0) return [];
    const isRange = wanted.aim === 'date' && inside.length === 2;
    return inside.flatMap((reading, i) => {
      const extra = isRange
        ? [i === 0 ? RANGE.first : RANGE.last]
        : isShare(piece, reading, wanted)
          ? [RATE]
          : [];
      const match = this.match(
        wanted,
        [...pair.terms, ...extra],
        pair.label,
        pair.terms.length > PROSE_TERMS,
        isComposite(pair),
      );
      if (match < WEAK) return [];
      const before = piece.text.slice(start, reading.start).replace(/[^\p{L}\p{N}]/gu, '');
      // What stands between the label and the value may be the label of another.
      const nearness = before === '' || isRange ? 1 : i === 0 ? Math.max(0.5, 0.9 - before.length / 60) : 0.5;
      const found = shaped(reading, piece.text, wanted.field, wanted.aim);
      return found
        ? [one(wanted, found, piece, match, match * inRow * nearness * found.certainty, pair.way)]
        : [];
    });
  }

  /** Of several amounts in a row, the total is the last. */
  private rowShare({ aim, wordings }: Wanted, { way, value, relation }: Pair): number {
    const isTotal = wordings[0]?.terms.some(each => each.meanings.some(meaning => TOTALS.has(meaning)));
    if (aim !== 'money' || way !== 'right' || !isTotal) return relation;
    const others = this.layout.rightOf(value).filter(other => this.readingsIn(other, 'money').length > 0);
    if (others.length > 0) return 0.8 * relation;
    return Math.max(relation, 0.93);
  }

  private worded(wanted: Wanted, pair: Pair): Candidate[] {
    const match = this.match(
      wanted,
      pair.terms,
      pair.label,
      pair.terms.length > PROSE_TERMS,
      isComposite(pair),
    );
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
    const text = piece.text.slice(from, start + span.end);
    const found = readScalar(text, wanted.field, this.layout.habits);
    if (!found) return [];
    const placed = { ...found, start: from + found.start, end: from + found.end };
    const score = match * pair.relation * found.certainty * (isBlank(text) ? 0 : 1);
    return [one(wanted, placed, piece, match, score, pair.way)];
  }

  /** The one of several options behind or below a label that is ticked. */
  private tickedOption(wanted: Wanted, { label, value, relation }: Pair, match: number): Candidate | null {
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
    return { wanted, value: only.text, places, match, score: match * relation * 0.9, way: 'tick' };
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
    return [one(wanted, found, piece, match, match * pair.relation * found.certainty, pair.way)];
  }

  /** An address goes on over the lines below, as far as they are at its edge and no labels. */
  private block(wanted: Wanted, pair: Pair, match: number): Candidate {
    const { value: piece, start, end } = pair;
    const lines: Place[] = [{ piece, start, end }];
    for (const line of start === 0
      ? this.layout.blockFrom(piece).slice(1, 6)
      : this.continued(piece, start)) {
      if (line.isLabel || /[:：@]/.test(line.text) || this.layout.leftOf(line)[0]?.isLabel) break;
      lines.push({ piece: line, start: 0, end: line.text.length });
    }
    const value = lines.map(line => line.piece.text.slice(line.start, line.end).trim()).join(', ');
    const certainty = /\d/.test(value) ? 0.95 : 0.6;
    return { wanted, value, places: lines, match, score: match * pair.relation * certainty, way: pair.way };
  }

  /** Lines below the value that begin where it does, though the piece begins with the label. */
  private continued(piece: Piece, start: number): Piece[] {
    const x = piece.box.x + (start / Math.max(1, piece.text.length)) * piece.box.w;
    const next = this.layout.below(piece, 1.1).find(each => Math.abs(each.box.x - x) < 12);
    return next ? this.layout.blockFrom(next).slice(0, 4) : [];
  }

  /** From the words directly before a value in the same piece: `IBAN DE…`, `payable by 12 May`. */
  fromWordsBefore(wanted: Wanted, piece: Piece): Candidate[] {
    if (!isFormed(wanted.aim)) return [];
    const { layout } = this;
    const readings = this.readingsIn(piece, wanted.aim);
    return readings.flatMap((reading, i) => {
      const clause = clauseBefore(piece.text, readings[i - 1]?.end ?? 0, reading.start);
      const before = clause.trim() === '' ? [] : termsOf(clause);
      const after = FOLLOWED.has(wanted.aim)
        ? termsOf(clauseAfter(piece.text, reading.end, readings[i + 1]?.start))
        : [];
      const told = [...before, ...after, ...signing(layout, piece, reading, wanted)];
      if (told.length === 0) return [];
      const isProse = told.length > PROSE_TERMS;
      const terms = isShare(piece, reading, wanted) ? [...told, RATE] : told;
      const match = this.match(wanted, terms, piece, isProse);
      const found = match >= WEAK ? shaped(reading, piece.text, wanted.field, wanted.aim) : null;
      if (!found) return [];
      const score = match * found.certainty * (isProse ? BEFORE.prose : BEFORE.near);
      return score >= WEAK ? [one(wanted, found, piece, match, score, 'before')] : [];
    });
  }

  /** Whether a piece stands where others have a cross before them: its box, which is drawn, is empty. */
  private isUnticked(piece: Piece): boolean {
    if (/^[xX]\s/.test(piece.text) || piece.terms.length < SENTENCE_TERMS) return false;
    this.tickedAt ??= this.layout.pieces.flatMap(other => {
      const second = /^[xX]\s+\p{L}{2}/u.test(other.text) ? other.line.words[1]?.box : null;
      return second ? [{ page: other.page, x: second.x }] : [];
    });
    return this.tickedAt.some(({ page, x }) => page === piece.page && Math.abs(x - piece.box.x) < 4);
  }

  private unticked(wanted: Wanted, piece: Piece): Candidate[] {
    const match = this.match(wanted, piece.terms, piece, piece.terms.length > PROSE_TERMS);
    const whole = { start: 0, end: piece.text.length, value: false, certainty: 1 };
    return match < WEAK ? [] : [one(wanted, whole, piece, match, match * TICK, 'tick')];
  }

  /** Words with a box to tick before or behind them. */
  fromTick(wanted: Wanted, piece: Piece): Candidate[] {
    if (wanted.aim !== 'boolean' && wanted.aim !== 'choice') return [];
    if (wanted.aim === 'boolean' && this.isUnticked(piece)) return this.unticked(wanted, piece);
    return boxesOf(piece.text).flatMap(({ text, ticked }): Candidate[] => {
      const whole = { start: 0, end: piece.text.length };
      if (wanted.aim === 'choice') {
        const choice = ticked ? choiceOf(text, wanted.field.enum ?? []) : null;
        const found = choice && { ...whole, ...choice };
        return found ? [one(wanted, found, piece, 0.7, 0.7 * found.certainty, 'tick')] : [];
      }
      if (yesOrNo(text) !== null || text === '') return [];
      const terms = termsOf(text);
      const match = this.match(wanted, terms, piece, terms.length > PROSE_TERMS);
      return match < WEAK
        ? []
        : [one(wanted, { ...whole, value: ticked, certainty: 1 }, piece, match, match * TICK, 'tick')];
    });
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

const isShare = (piece: Piece, reading: Reading, { aim }: Wanted): boolean =>
  aim === 'percent' && piece.text.slice(reading.start, reading.end).includes('%');

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

const one = (
  wanted: Wanted,
  reading: Reading,
  piece: Piece,
  match: number,
  score: number,
  way: string,
): Candidate => ({
  wanted,
  value: reading.value,
  places: [{ piece, start: reading.start, end: reading.end }],
  match,
  score,
  way,
});

/** The next words up to a mark that ends a clause. */
const clauseAfter = (text: string, from: number, to: number | undefined): string =>
  (
    text.slice(from, Math.min(to ?? text.length, from + 40)).split(/[|·•;,.:()]|\s[–—-]\s|\d/)[0] ?? ''
  ).trim();

/** `Berlin, den 3. Mai 2025` at the end of a page is where and when it was signed, at its head where and when written. */
function signing(layout: Layout, piece: Piece, reading: Reading, { aim }: Wanted): Term[] {
  if (aim !== 'date' || piece.text.slice(reading.end).trim().length > 1) return [];
  if (
    !/^\p{Lu}[\p{L} .-]{1,30},\s*(?:(?:den|le|a|li|lì|il|dnia|em|on|the|op)\s+)?$/u.test(
      piece.text.slice(0, reading.start),
    )
  )
    return [];
  const last = layout.on(piece.page).at(-1)?.box.y ?? 0;
  return piece.box.y > 0.5 * last ? [SIGNED, ISSUED] : [ISSUED];
}

/** The clause that leads to a value: from the last mark that ends one, or the last value. */
export function clauseBefore(text: string, from: number, to: number): string {
  const clause = text.slice(Math.max(from, to - LONGEST_BEFORE), to);
  const cut = clause
    .split(/[|·•;]\s|\s[–—-]\s|(?<=\p{Ll}{3})[.!?]\s|,\s|\s\/\s|\s{2,}|[)\]]\s/u)
    .filter(part => part.trim() !== '');
  return cut.at(-1) ?? '';
}
