import { boxesOf, choiceOf, yesOrNo } from '../values/choices';
import { type Candidate, candidateOf, WEAK } from './candidate';
import type { Context } from './context';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { matchOf, PROSE_TERMS } from './match';
import type { Wanted } from './wanted';
import { type Term, termsOf } from './words/terms';

/** Words with a box to tick. */
export interface Tick {
  piece: Piece;
  text: string;
  terms: readonly Term[];
  ticked: boolean;
}

/** How surely the words at a box are the field's; of a choice, the words of its value alone. */
const SURE = { statement: 0.95, choice: 0.7 };
/** Fewer are no statement that a box stands for. */
const STATEMENT_TERMS = 3;
/** Points between the left edges of lines with boxes. */
const SAME_EDGE = 4;

/** All boxes of a document, with those that are drawn and empty: lines at the edge of such as have a cross before them. */
export function ticksOf(layout: Layout): Tick[] {
  const edges = layout.pieces.flatMap(piece => {
    const second = /^[xX]\s+\p{L}{2}/u.test(piece.text) ? piece.line.words[1]?.box : null;
    return second ? [{ page: piece.page, x: second.x }] : [];
  });
  const isEmpty = (piece: Piece): boolean =>
    !/^[xX]\s/.test(piece.text) &&
    piece.terms.length >= STATEMENT_TERMS &&
    edges.some(({ page, x }) => page === piece.page && Math.abs(x - piece.box.x) < SAME_EDGE);
  return layout.pieces.flatMap((piece): Tick[] => {
    const boxes = boxesOf(piece.text).map(box => ({ ...box, piece, terms: termsOf(box.text) }));
    if (boxes.length > 0 || !isEmpty(piece)) return boxes;
    return [{ piece, text: piece.text, terms: piece.terms, ticked: false }];
  });
}

/** What a box says of a field: yes or no, or which of its values. */
export function fromTick(wanted: Wanted, tick: Tick, { documents, roleOf }: Context): Candidate[] {
  const { piece, text, terms, ticked } = tick;
  const whole = { start: 0, end: piece.text.length };
  if (wanted.aim === 'choice') {
    const choice = ticked ? choiceOf(text, wanted.field.enum ?? []) : null;
    if (!choice) return [];
    const score = SURE.choice * choice.certainty;
    return [candidateOf(wanted, { ...whole, value: choice.value }, piece, { match: SURE.choice, score })];
  }
  if (wanted.aim !== 'boolean' || text === '' || yesOrNo(text) !== null) return [];
  const match = matchOf(wanted, terms, {
    documents,
    role: roleOf(piece),
    isProse: terms.length > PROSE_TERMS,
  });
  const score = match * SURE.statement;
  return match < WEAK ? [] : [candidateOf(wanted, { ...whole, value: ticked }, piece, { match, score })];
}
