import type { ArrayField } from '../../types';
import type { Layout } from '../layout/layout';
import type { Piece } from '../layout/pieces';
import { similarity, spaced, type Term, termsOf } from '../words/terms';

/** What stands below a heading that names an array, or behind it on its line. */
export interface Section {
  /** Rows of pieces from left to right. */
  rows: readonly (readonly Piece[])[];
  /** Where in the first piece the text begins: behind the label where that is on the same line. */
  start: number;
}

/** Labels that are less like the array's name than this are not its heading. */
const NAMED = 0.75;
const LONGEST_HEADING = 50;
/** A heading is higher than the other lines by so much, if it is not in capitals. */
const LARGER = 1.08;
const MOST_ROWS = 120;

/** The section of a document that an array's name or title heads; null where there is none. */
export function sectionOf(field: ArrayField, layout: Layout): Section | null {
  const wanted = [spaced(field.name), field.title].map(termsOf).filter(terms => terms.length > 0);
  const likeness = (label: string): number => {
    const told = termsOf(label);
    return Math.max(
      0,
      ...wanted.map(terms => Math.max(similarity(terms, told), saysAll(terms, told) ? NAMED : 0)),
    );
  };
  for (const piece of layout.pieces) {
    const [label = '', behind] = piece.text.split(/[:：]\s+(?=\S)/, 2);
    if (label.length > LONGEST_HEADING || /\d/.test(label) || likeness(label) < NAMED) continue;
    if (behind !== undefined) return { rows: [[piece]], start: piece.text.indexOf(behind, label.length) };
    const rows = rowsBelow(piece, layout);
    if (rows.length > 0) return { rows, start: 0 };
  }
  return null;
}

/** Whether a label has every term of a name and one word more: `foreign languages`. */
const saysAll = (terms: readonly Term[], told: readonly Term[]): boolean =>
  told.length <= terms.length + 1 &&
  terms.every(term => told.some(other => other.meanings.some(meaning => term.meanings.includes(meaning))));

function rowsBelow(heading: Piece, layout: Layout): Piece[][] {
  const height = layout.heightOn(heading.page);
  const pieces = layout.on(heading.page);
  const isHeading = (piece: Piece): boolean =>
    piece.terms.length > 0 && piece.terms.length < 6 && !/\d/.test(piece.text) && isLarge(piece, height);
  // Beside a column with headings of its own stands another.
  const edges = pieces
    .filter(piece => piece.box.x > heading.box.x + 60 && isHeading(piece))
    .map(piece => piece.box.x);
  const right = Math.min(...edges.filter(x => edges.filter(other => Math.abs(other - x) < 3).length > 1));
  const rows: Piece[][] = [];
  const below = pieces
    .filter(
      ({ box }) => box.y > heading.box.y + heading.box.h / 2 && box.x > heading.box.x - 12 && box.x < right,
    )
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  for (const piece of below) {
    if (isNext(piece, heading, height)) break;
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(first.box.y - piece.box.y) < first.box.h / 2) row.push(piece);
    else if (rows.length < MOST_ROWS) rows.push([piece]);
  }
  return rows.map(row => row.sort((a, b) => a.box.x - b.box.x));
}

const isUpper = (text: string): boolean => text === text.toUpperCase() && /\p{Lu}{4}/u.test(text);

const isLarge = ({ box, text }: Piece, height: number): boolean => box.h >= LARGER * height || isUpper(text);

/** Whether a piece heads the next section: it looks like the heading of this one. */
function isNext(piece: Piece, heading: Piece, height: number): boolean {
  if (Math.abs(piece.box.x - heading.box.x) > 3 || piece.text.length > LONGEST_HEADING) return false;
  if (heading.box.h >= LARGER * height) return piece.box.h >= 0.95 * heading.box.h;
  return isUpper(heading.text) ? isUpper(piece.text) : piece.isLabel && piece.terms.length < 4;
}
