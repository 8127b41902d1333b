import type { DocumentPage, SourceDocument } from '../types';
import { pageText } from './pageText';
import { tokensIn } from './tokens';

/** A page, or some lines of it. */
export interface Part {
  page: DocumentPage;
  text: string;
  /** Begins with the last lines of the part before. */
  overlaps: boolean;
}

/** What one question reads of a document: parts one after the other. */
export type Chunk = readonly Part[];

/** Lines that stand in both parts of a page, so that what is on several lines is whole in one of them. */
const sharedLines = 3;
/** A part of fewer tokens is not cut in two: it is not its length that is too much for a model. */
const smallestPart = 200;

/** A document in as few chunks as there are with at most so many tokens each; pages stay whole where they can. */
export function chunksOf(document: SourceDocument, mostTokens: number): Chunk[] {
  const parts = document.pages.flatMap(page =>
    within({ page, text: pageText(page), overlaps: false }, mostTokens),
  );
  const chunks: Part[][] = [];
  let left = 0;
  for (const part of parts) {
    const tokens = tokensIn(part.text);
    // A part of a page begins a chunk, as it repeats what is at the end of the one before.
    if (chunks.length === 0 || tokens > left || part.overlaps) {
      chunks.push([]);
      left = mostTokens;
    }
    chunks.at(-1)?.push(part);
    left -= tokens;
  }
  return chunks;
}

/** A chunk as two or more; null where it is too small. */
export function smallerChunks(chunk: Chunk): Chunk[] | null {
  const [only] = chunk;
  if (!only) return null;
  const middle = Math.ceil(chunk.length / 2);
  if (chunk.length > 1) return [chunk.slice(0, middle), chunk.slice(middle)];
  const tokens = tokensIn(only.text);
  const pieces = tokens < 2 * smallestPart ? [] : within(only, Math.ceil(tokens * 0.6));
  return pieces.length > 1 ? pieces.map(piece => [piece]) : null;
}

/** A part in pieces of so many tokens, cut between lines. */
function within(part: Part, mostTokens: number): Part[] {
  if (tokensIn(part.text) <= mostTokens) return [part];
  const pieces: Part[] = [];
  let lines: string[] = [];
  let tokens = 0;
  const close = () =>
    pieces.push({ ...part, text: lines.join('\n'), overlaps: pieces.length > 0 || part.overlaps });
  const all = part.text.split('\n').flatMap(line => shortLines(line, Math.floor(mostTokens / 2)));
  for (const [i, line] of all.entries()) {
    const size = tokensIn(line);
    if (lines.length > 0 && tokens + size > mostTokens) {
      close();
      const shared = [...tableHead(all, i), ...lines.slice(-sharedLines)];
      // Long lines are not said twice.
      lines = shared.reduce((sum, each) => sum + tokensIn(each), size) <= mostTokens / 2 ? shared : [];
      tokens = lines.reduce((sum, each) => sum + tokensIn(each), 0);
    }
    lines.push(line);
    tokens += size;
  }
  close();
  return pieces;
}

/** Heading and rule of the Markdown table whose rows are cut before line `at`; nothing outside tables. */
function tableHead(lines: readonly string[], at: number): string[] {
  let first = at;
  while (lines[first - 1]?.startsWith('|')) first--;
  const inside = lines[at]?.startsWith('|') && at - first > sharedLines + 2;
  return inside ? lines.slice(first, first + 2) : [];
}

/** A line that alone is too long, in pieces. */
function shortLines(line: string, mostTokens: number): string[] {
  if (tokensIn(line) <= mostTokens) return [line];
  // No character is more than two tokens.
  const length = Math.max(1, Math.floor(mostTokens / 2));
  return line.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
}
