import { flowPage } from './flowPage';
import { contentOfMarkdown, type MarkdownContent } from './markdown';
import type { ParsedPage } from './types';

/** Bytes as text: by their byte order mark, else UTF-8, else Windows-1252, which takes every byte. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const lines = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', '');

/** A plain text is its own Markdown, word for word: nothing in it is meant as a mark. */
export function parseText(bytes: Buffer): ParsedPage {
  return flowPage(1, contentOfText(decodeText(bytes)));
}

/** Text, its paragraphs as items, and Markdown of the same words. */
export function contentOfText(plain: string): MarkdownContent {
  const text = lines(plain).trimEnd();
  const items = text.split(/\n\s*\n/).flatMap(paragraph => {
    const value = paragraph.replace(/^\n+|\s+$/g, '');
    return value === '' ? [] : [{ type: 'text' as const, md: value, bbox: null, value }];
  });
  return { text, markdown: text, items };
}

/** A structured text (JSON, XML, YAML) is one block of code. */
export function parseCode(bytes: Buffer, language: string): ParsedPage {
  const text = lines(decodeText(bytes)).trimEnd();
  if (text === '') return flowPage(1, { text: '', markdown: '', items: [] });
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const md = `${fence}${language}\n${text}\n${fence}`;
  return flowPage(1, {
    text,
    markdown: md,
    items: [{ type: 'code', md, bbox: null, value: text, language }],
  });
}

/** A Markdown file stays as it is written. */
export function parseMarkdown(bytes: Buffer): ParsedPage {
  return flowPage(1, contentOfMarkdown(lines(decodeText(bytes))));
}
