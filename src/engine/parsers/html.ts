import { gfm } from '@joplin/turndown-plugin-gfm';
import type { DomElement } from '@mixmark-io/domino';
import TurndownService from 'turndown';
import { preparedBody, type ShownElements } from './htmlDom';
import { contentOfConverted, type MarkdownContent, tokensOf } from './markdown';
import { contentOfText, decodeText } from './text';

/** An HTML file by its own declaration of the charset, else as any text. */
export function decodeHtml(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 2048);
  const charset = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  const text = decodeText(bytes);
  // Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever the page says.
  if (!charset || /utf-?8/i.test(charset) || !/[\u0080-\uffff]/.test(text) || isUtf8(bytes)) return text;
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return text;
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Deeper pages are built to hurt: parsing takes time with the square of the depth, and converting overflows. */
const MOST_DEPTH = 2000;
/** Elements that have no end tag, or may leave it out. */
const UNCLOSED =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|option|t[rdh]|thead|tbody|tfoot|colgroup)$/i;

/** Whether elements nest deeper than `MOST_DEPTH`, judged by the tags alone. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (UNCLOSED.test(name)) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

/** Converts HTML to Markdown; where it is nested too deep for that, gives its bare text. */
export function contentOfHtml(html: string, shown: ShownElements = {}): MarkdownContent {
  if (isTooDeep(html)) return contentOfText(bareText(html));
  try {
    return contentOfConverted(
      tokensOf(converter().turndown(preparedBody(html, shown) as unknown as TurndownService.Node)),
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return contentOfText(bareText(html));
  }
}

function converter(): TurndownService {
  const service = new TurndownService({
    headingStyle: 'atx',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    hr: '---',
    emDelimiter: '*',
  });
  service.use(gfm);
  service.escape = escapeMarks;
  service.addRule('image', {
    filter: 'img',
    // Data of an image within the page is noise in a text; its description is not.
    replacement: (_, node) => {
      const image = node as unknown as DomElement;
      const alt = (image.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim();
      const source = image.getAttribute('src') ?? '';
      return source === '' || source.startsWith('data:')
        ? alt
        : `![${alt}](${source.replaceAll(' ', '%20')})`;
    },
  });
  service.addRule('heading', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    // A heading is one line, and "1." in it makes no list.
    replacement: (content, node) => {
      const words = content
        .replace(/\s*\n\s*/g, ' ')
        .replace(/^(\d+)\\([.)])/, '$1$2')
        .trim();
      return words === '' ? '' : `\n\n${'#'.repeat(Number(node.nodeName.charAt(1)))} ${words}\n\n`;
    },
  });
  service.addRule('term', {
    filter: node => node.nodeName === 'DT',
    replacement: content => {
      const words = content.trim();
      return words === '' ? '' : `\n\n${words.startsWith('**') ? words : `**${words}**`}\n\n`;
    },
  });
  service.addRule('listItem', {
    filter: 'li',
    // turndown pads markers to four columns ("-   text"); one space is what people write.
    replacement: (content, node) => {
      const item = node as unknown as DomElement;
      const parent = item.parentNode;
      let marker = '- ';
      if (parent?.nodeName === 'OL') {
        const start = Number(parent.getAttribute('start') ?? 1);
        const before = Array.from(parent.children).indexOf(item);
        marker = `${(Number.isFinite(start) ? start : 1) + before}. `;
      }
      const indent = ' '.repeat(marker.length);
      const body = content.replace(/^\n+|\n+$/g, '').replace(/\n(?!\n)/g, `\n${indent}`);
      return `${marker}${body}${item.nextSibling ? '\n' : ''}`;
    },
  });
  return service;
}

/**
 * Escapes only what would be read as a mark where it stands. turndown's own escapes every bracket, underscore and
 * number with a dot, which spoils names and formulas for readers and programs.
 */
function escapeMarks(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/(?<!\s)\*|\*(?!\s)/g, '\\*')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/`/g, '\\`')
    .replace(/\[(?=[^\]]*\]\()/g, '\\[')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/^(\s*)(#{1,6}\s|[-+]\s|>|~~~|={3,}|-{3,})/, '$1\\$2')
    .replace(/^(\s*\d+)([.)]\s)/, '$1\\$2');
}

const bareText = (html: string): string =>
  html
    .replace(/<(script|style|noscript|template|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n\n')
    .trim();
