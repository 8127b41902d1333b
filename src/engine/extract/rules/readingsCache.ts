import type { Aim } from '../values/aims';
import type { Habits } from '../values/habits';
import { type Reading, readingsOf } from '../values/readings';
import type { Piece } from './layout/pieces';

/** Longer pieces are prose whose end no label reaches. */
const LONGEST_PIECE = 1000;

/** The readings of a document's pieces, each worked out once. */
export class ReadingsCache {
  private readonly known = new Map<Piece, Map<Aim, readonly Reading[]>>();

  constructor(private readonly habits: Habits) {}

  /** All readings of an aim in a piece. */
  in(piece: Piece, aim: Aim): readonly Reading[] {
    const byAim = this.known.get(piece) ?? new Map<Aim, readonly Reading[]>();
    this.known.set(piece, byAim);
    const readings = byAim.get(aim) ?? readingsOf(piece.text.slice(0, LONGEST_PIECE), aim, this.habits);
    byAim.set(aim, readings);
    return readings;
  }
}
