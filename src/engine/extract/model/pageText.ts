import type { DocumentPage } from '../types';
import { leftOut } from './leftOut';

/** Pictures as data, and what only aligns: thousands of tokens that tell nothing. */
const padding: readonly [RegExp, string][] = [
  [/data:[\w/+.-]+;base64,[\w+/=]+/g, 'data:'],
  [/-{4,}/g, '---'],
  [/_{4,}/g, '___'],
  [/\.{5,}/g, '....'],
  [/[ \t\u00a0]{3,}/g, '  '],
  [/\n{3,}/g, '\n\n'],
];

/**
 * Marks with which templates of chats begin and end turns (ChatML, Llama, Gemma, Mistral, DeepSeek). Some servers take
 * them for such within a message, too.
 */
const turns = /<(?=[|｜])|<(?=\/?(?:s|bos|eos|(?:start|end)_of_turn)>)|\[(?=\/?(?:INST|SYSTEM_PROMPT)\])/gi;

/** A page as a model reads it: its Markdown, and what that leaves out. */
export function pageText(page: Pick<DocumentPage, 'markdown' | 'lines'>): string {
  const rest = leftOut(page);
  const isMarkdown = page.markdown.trim() !== '';
  const text = [
    ...(isMarkdown ? [page.markdown] : []),
    ...(isMarkdown && rest.length > 0 ? ['[Also on this page]'] : []),
    rest.join('\n'),
  ].join('\n\n');
  return padding.reduce((shorter, [pattern, by]) => shorter.replace(pattern, by), text).trim();
}

/** A text in which nothing looks like the end of a message. */
export const withoutTurns = (text: string): string => text.replace(turns, '$& ');
