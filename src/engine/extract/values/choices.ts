import { fold } from '../rules/words/fold';
import { similarity, spaced, termsOf } from '../rules/words/terms';
import type { Scalar } from '../types';

const YES = new Set('yes y true ja j oui o si s sim tak t ano on x checked selected 是 はい'.split(' '));
const NO = new Set('no n false nein non nee nao nie ne off unchecked 否 いいえ'.split(' '));
const TICKED = String.raw`^[xX](?=\s+\p{L}{2})|☑|☒|✓|✔|✗|✘|\[\s?[xX✓✔]\s?\]|\(\s?[xX✓•●]\s?\)|◉|⦿|●|■`;
const EMPTY = String.raw`☐|□|\[\s*\]|\(\s*\)|\[_+\]|○|◯|❏`;
const BOXES = new RegExp(`(${TICKED})|(${EMPTY})`, 'gu');

/** Yes or no in a word or by a box alone; null where it is neither. */
export function yesOrNo(text: string): boolean | null {
  const word = (fold(text).split(/[,;:!–]|\.(?=\s|$)|\s-\s/)[0] ?? '').trim();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  const boxes = [...text.matchAll(BOXES)];
  if (boxes.length === 1 && text.replace(BOXES, '').trim() === '') return boxes[0]?.[1] !== undefined;
  return null;
}

export interface TickedWord {
  text: string;
  ticked: boolean;
}

/** Boxes to tick with the words that follow each, or, where the line begins with words, stand before it. */
export function boxesOf(text: string): TickedWord[] {
  const boxes = [...text.matchAll(BOXES)];
  const first = boxes[0];
  if (!first) return [];
  const isBehind = text.slice(0, first.index).trim() !== '' && text.slice(lastEnd(boxes)).trim() === '';
  return boxes.map((box, i) => {
    const [from, to] = isBehind
      ? [i === 0 ? 0 : endOf(boxes[i - 1]), box.index]
      : [endOf(box), boxes[i + 1]?.index ?? text.length];
    return { text: text.slice(from, to).trim(), ticked: box[1] !== undefined };
  });
}

const endOf = (match: RegExpMatchArray | undefined): number => (match?.index ?? 0) + (match?.[0].length ?? 0);
const lastEnd = (boxes: readonly RegExpMatchArray[]): number => endOf(boxes.at(-1));

/** Whether a text has a box to tick, empty or not. */
export const hasBox = (text: string): boolean => new RegExp(`(?:${TICKED})|(?:${EMPTY})`, 'u').test(text);

/** As much of a value's meaning must be told by the words that stand for it. */
const LIKE_ENOUGH = 0.75;

/** The one of the values that a text says: as it is written, or by words of the same meaning; null where none or two. */
export function choiceOf(
  text: string,
  values: readonly Scalar[],
): { value: Scalar; certainty: number } | null {
  const told = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (told === '') return null;
  const same = values.find(
    value =>
      fold(spaced(String(value)))
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim() === told,
  );
  if (same !== undefined) return { value: same, certainty: 1 };
  const terms = termsOf(text);
  const ranked = values
    .map(value => ({ value, certainty: similarity(termsOf(spaced(String(value))), terms) }))
    .sort((a, b) => b.certainty - a.certainty);
  const [best, next] = ranked;
  if (!best || best.certainty < LIKE_ENOUGH || best.certainty - (next?.certainty ?? 0) < 0.1) return null;
  return { value: best.value, certainty: 0.9 * best.certainty };
}
