import { gfm } from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';
import { contentOfConverted, contentOfMarkdown, type MarkdownContent, tokensOf } from './markdown';
import { decodeText } from './text';

/** Elements that are no content of the page. */
const NOISE = [
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'iframe',
  'object',
  'canvas',
  'nav',
] as const;

/** What is used of turndown's own DOM, whose browser types this project does not load. */
interface Element {
  nodeName: string;
  parentNode: unknown;
  nextSibling: unknown;
  children: Iterable<unknown>;
  getAttribute(name: string): string | null;
}

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

/** Converts HTML to Markdown; where it is nested too deep for that, gives its bare text. */
export function contentOfHtml(html: string): MarkdownContent {
  try {
    return contentOfConverted(tokensOf(converter().turndown(html)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return contentOfMarkdown(bareText(html));
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
  service.remove([...NOISE]);
  service.addRule('inlineImage', {
    filter: 'img',
    // Data of an image within the page is noise in a text; its description is not.
    replacement: (_, node) => {
      const image = node as unknown as Element;
      const alt = (image.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim();
      const src = image.getAttribute('src') ?? '';
      if (src === '' || src.startsWith('data:')) return alt;
      return `![${alt}](${src.replaceAll(' ', '%20')})`;
    },
  });
  service.addRule('listItem', {
    filter: 'li',
    // turndown pads markers to four columns ("-   text"); one space is what people write.
    replacement: (content, node) => {
      const item = node as unknown as Element;
      const parent = item.parentNode as Element | null;
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

const bareText = (html: string): string =>
  html
    .replace(/<(script|style|noscript|template|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n\n')
    .trim();
