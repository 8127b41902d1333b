import { median, sharedHeight, sharedWidth } from '../../document/boxes';
import type { SourceDocument } from '../../types';
import { type Habits, habitsOf } from '../../values/habits';
import { type Piece, piecesOf } from './pieces';

/** Lines of text between a label and the value below it at most, by their height. */
const BELOW = 2.2;
/** Lines of one block are closer than this, by their height. */
const IN_BLOCK = 1.1;
/** Neighbours in a direction that are looked at. */
const MOST_NEIGHBOURS = 4;
const MOST_BLOCK_LINES = 12;

/** The pieces of a document and what stands beside each. */
export class Layout {
  readonly pieces: readonly Piece[];
  readonly habits: Habits;
  /** Usual height of a line on each page. */
  private readonly heights = new Map<number, number>();
  private readonly byPage = new Map<number, readonly Piece[]>();
  private readonly widths = new Map<number, number>();

  constructor(readonly document: SourceDocument) {
    this.pieces = piecesOf(document);
    this.habits = habitsOf(this.pieces.map(piece => piece.text).join('\n'));
    for (const page of document.pages) {
      const pieces = this.pieces.filter(piece => piece.page === page.number);
      const right = pieces.reduce((most, { box }) => Math.max(most, box.x + box.w), 0);
      this.widths.set(page.number, page.width || right);
      this.heights.set(page.number, median(pieces.map(piece => piece.box.h)) || 10);
      this.byPage.set(
        page.number,
        [...pieces].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x),
      );
    }
  }

  heightOn(page: number): number {
    return this.heights.get(page) ?? 10;
  }

  widthOf(page: number): number {
    return this.widths.get(page) ?? 0;
  }

  /** The pages' pieces from top to bottom. */
  on(page: number): readonly Piece[] {
    return this.byPage.get(page) ?? [];
  }

  /** In the same row, the nearest first. */
  rightOf(piece: Piece): Piece[] {
    return this.inRow(piece)
      .filter(other => other.box.x >= piece.box.x + piece.box.w - 1)
      .sort((a, b) => a.box.x - b.box.x)
      .slice(0, MOST_NEIGHBOURS);
  }

  leftOf(piece: Piece): Piece[] {
    return this.inRow(piece)
      .filter(other => other.box.x + other.box.w <= piece.box.x + 1)
      .sort((a, b) => b.box.x - a.box.x)
      .slice(0, MOST_NEIGHBOURS);
  }

  private inRow(piece: Piece): Piece[] {
    const { y, h } = piece.box;
    return this.between(piece, y - 3 * h, y + 3 * h).filter(
      other =>
        other !== piece && sharedHeight(piece.box, other.box) > 0.5 * Math.min(piece.box.h, other.box.h),
    );
  }

  /** In the same column and not far, the nearest first. */
  below(piece: Piece, lines = BELOW): Piece[] {
    const { y, h } = piece.box;
    const reach = lines * this.heightOn(piece.page);
    return this.between(piece, y + 0.5 * h, y + h + reach)
      .filter(other => other.box.y >= y + 0.6 * h && isInColumn(piece, other))
      .sort((a, b) => a.box.y - b.box.y)
      .slice(0, MOST_NEIGHBOURS);
  }

  above(piece: Piece, lines = BELOW): Piece[] {
    const { y, h } = piece.box;
    return this.between(piece, y - (lines + 3) * this.heightOn(piece.page), y)
      .filter(other => {
        const gap = y - (other.box.y + other.box.h);
        return gap > -0.4 * h && gap < lines * this.heightOn(piece.page) && isInColumn(piece, other);
      })
      .sort((a, b) => b.box.y - a.box.y)
      .slice(0, MOST_NEIGHBOURS);
  }

  /** The lines that stand closely below a piece at its left edge, with the piece itself first. */
  blockFrom(piece: Piece): Piece[] {
    const block = [piece];
    while (block.length < MOST_BLOCK_LINES) {
      const last = block.at(-1) ?? piece;
      const next = this.below(last, IN_BLOCK).find(other =>
        isAligned(piece, other, this.heightOn(piece.page)),
      );
      if (!next) break;
      block.push(next);
    }
    return block;
  }

  private between(piece: Piece, top: number, bottom: number): Piece[] {
    const pieces = this.on(piece.page);
    let from = 0;
    let to = pieces.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((pieces[middle]?.box.y ?? 0) < top) from = middle + 1;
      else to = middle;
    }
    const found: Piece[] = [];
    for (let i = from; i < pieces.length; i++) {
      const other = pieces[i];
      if (!other || other.box.y > bottom) break;
      if (other !== piece) found.push(other);
    }
    return found;
  }
}

/** At the same left edge, or centred below. */
const isAligned = (a: Piece, b: Piece, tolerance: number): boolean =>
  Math.abs(a.box.x - b.box.x) < tolerance ||
  Math.abs(a.box.x + a.box.w / 2 - b.box.x - b.box.w / 2) < 0.5 * tolerance;

const isInColumn = (a: Piece, b: Piece): boolean => sharedWidth(a.box, b.box) > 0;
