import type { SourceDocument } from '../extract/types';
import { wordsOf } from './words/stems';

const plain = (text: string): string =>
  ` ${wordsOf(text)
    .map(({ text: word }) => word.toLowerCase())
    .join(' ')} `;

/** The 1-based page on which words stand one after the other, whatever is between them; null where they do not. */
export function pageOf({ pages }: SourceDocument, quote: string): number | null {
  const wanted = plain(quote);
  if (wanted.trim() === '') return null;
  const page = pages.find(({ lines }) => plain(lines.map(line => line.text).join('\n')).includes(wanted));
  return page?.number ?? null;
}
