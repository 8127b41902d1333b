import { fieldsOf } from '../../../../../src/engine/extract/schema/fieldsOf';
import type {
  DocumentPage,
  Line,
  ObjectField,
  SourceDocument,
} from '../../../../../src/engine/extract/types';

const letter = { w: 6, h: 10 };
const lineHeight = 14;

/**
 * A document of such pages. With positions it is printed in letters of one width, and two spaces or more part the cells
 * of a row; without it is a text.
 */
export function printed(pages: readonly string[], positions = true): SourceDocument {
  return { name: 'test.pdf', pages: pages.map((text, i) => pageOf(text, i + 1, positions)) };
}

function pageOf(markdown: string, number: number, positions: boolean): DocumentPage {
  const lines = markdown.split('\n').flatMap((text, row): Line[] => {
    const cells = positions
      ? [...text.matchAll(/\S+(?: \S+)*/g)]
      : text.trim()
        ? [{ 0: text, index: 0 }]
        : [];
    return cells.map(cell => lineOf(cell[0], cell.index, row, number, positions));
  });
  return { number, width: 612, height: 792, label: null, lines, tables: [], markdown, ocrConfidence: null };
}

function lineOf(text: string, column: number, row: number, page: number, positions: boolean): Line {
  const box = (from: number, length: number) =>
    positions
      ? { x: (column + from) * letter.w, y: row * lineHeight, w: length * letter.w, h: letter.h }
      : null;
  const words = [...text.matchAll(/\S+/g)].map(word => ({
    text: word[0],
    box: box(word.index, word[0].length),
  }));
  return { page, text, box: box(0, text.length), words };
}

/** The fields of an object schema with these properties. */
export const fields = (properties: Record<string, unknown>): ObjectField =>
  fieldsOf({ type: 'object', properties });
