import { lexer, type Token, type Tokens } from 'marked';
import type { ListItem, ParseItem } from '../../protocol/parseItems';
import { MOST_LEXED } from './limits';
import { inlineText, plainText, taskMark } from './markdownText';
import { tidy } from './markdownTidy';
import { tableItem } from './tables';

export interface MarkdownContent {
  text: string;
  markdown: string;
  items: ParseItem[];
}

/** The top-level tokens of a Markdown text; one raw text token where it is too large or nested too deep to read. */
export function tokensOf(markdown: string): Token[] {
  const whole = [{ type: 'text', raw: markdown, text: markdown }];
  if (markdown.length > MOST_LEXED) return whole;
  try {
    return lexer(markdown, { gfm: true });
  } catch (error) {
    if (error instanceof RangeError) return whole;
    throw error;
  }
}

/** Text, items and the Markdown itself, which stays as the person wrote it. */
export function contentOfMarkdown(markdown: string): MarkdownContent {
  const tokens = tokensOf(markdown);
  return { markdown: markdown.trim(), items: itemsOf(tokens), text: plainText(tokens) };
}

/** The same for Markdown that a converter made: it is tidied, and the Markdown is the sum of the items. */
export function contentOfConverted(tokens: readonly Token[]): MarkdownContent {
  const tidied = tidy(tokens);
  const items = itemsOf(tidied);
  return { items, markdown: items.map(item => item.md).join('\n\n'), text: plainText(tidied) };
}

function itemsOf(tokens: readonly Token[]): ParseItem[] {
  return tokens.map(itemOf).filter(item => item !== null);
}

function itemOf(token: Token): ParseItem | null {
  const md = token.raw.replace(/^\n+|\s+$/g, '');
  if (md === '') return null;
  const bbox = null;
  switch (token.type) {
    case 'space':
      return null;
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      return { type: 'heading', md, bbox, value: inlineText(tokens), level: depth };
    }
    case 'code': {
      const { text, lang } = token as Tokens.Code;
      return { type: 'code', md, bbox, value: text, language: lang || null };
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const cells = [header, ...rows].map(row => row.map(cell => inlineText(cell.tokens)));
      return tableItem(cells, bbox, md);
    }
    case 'list':
      return listOf(token as Tokens.List, md);
    default:
      return { type: 'text', md, bbox, value: plainText([token]) };
  }
}

function listOf(list: Tokens.List, md: string): ListItem {
  const items: ListItem['items'] = [];
  for (const item of list.items) {
    const own = item.tokens.filter(token => token.type !== 'list' && token.type !== 'checkbox');
    const value = plainText(own);
    if (value !== '') items.push({ type: 'text', md: taskMark(item) + rawOf(own), bbox: null, value });
    for (const token of item.tokens) {
      if (token.type === 'list') items.push(listOf(token as Tokens.List, rawOf([token])));
    }
  }
  return { type: 'list', md, bbox: null, ordered: list.ordered, items };
}

const rawOf = (tokens: readonly Token[]): string =>
  tokens
    .map(token => token.raw)
    .join('')
    .trim();
