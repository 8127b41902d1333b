import type { Scalar } from '../types';
import type { Reading } from '../values/readings';
import type { Piece } from './layout/pieces';
import type { Wanted } from './wanted';

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
}

export interface Place {
  piece: Piece;
  /** Of the piece's text. */
  start: number;
  end: number;
}

/** Less than this is no evidence. */
export const WEAK = 0.4;

/** A reading in a piece as a field's candidate. */
export const candidateOf = (
  wanted: Wanted,
  { value, start, end }: Pick<Reading, 'value' | 'start' | 'end'>,
  piece: Piece,
  { match, score }: { match: number; score: number },
): Candidate => ({ wanted, value, places: [{ piece, start, end }], match, score });
