import { messageOf } from '../../base/log';

/** Longer messages are dumps, not sentences. */
const mostCharacters = 200;
/** So many words in a row are a quotation. */
const quotedWords = 3;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/**
 * What a provider says is wrong, as the end of a sentence: ": …." or "." alone. Nothing where it may repeat the question,
 * and with it the document: failures are kept on the disk.
 */
export function saidBy(error: unknown, question: string): string {
  const said = messageOf(error).trim();
  const isTold = said !== '' && said.length <= mostCharacters && !repeats(said, question);
  return isTold ? `: ${said.replace(/[.!]?$/, '.')}` : '.';
}

/** Whether a message has a number of the question, or some of its words in a row. */
function repeats(said: string, question: string): boolean {
  const words = wordsOf(said);
  const asked = wordsOf(question);
  const known = new Set(asked);
  if (words.some(word => /\d/.test(word) && word.length > 3 && known.has(word))) return true;
  const text = ` ${asked.join(' ')} `;
  return words.some(
    (_, i) =>
      i + quotedWords <= words.length && text.includes(` ${words.slice(i, i + quotedWords).join(' ')} `),
  );
}
