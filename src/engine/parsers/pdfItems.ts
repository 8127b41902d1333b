import type { LayoutBlock, Rect } from '@llamaindex/liteparse';
import type { BBox, ListItem, ParseItem } from '../../protocol/parseItems';
import { tableItem } from './tables';

const noPictures: ReadonlySet<string> = new Set();

/**
 * Turns the layout blocks of a page into wire items. Rules carry no content and are left out, as are figures whose
 * pictures are not kept under one of the names.
 */
export function itemsOfBlocks(
  blocks: readonly LayoutBlock[],
  pictures: ReadonlySet<string> = noPictures,
): ParseItem[] {
  const items: ParseItem[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (!block) continue;
    if (block.kind === 'list_item') {
      let end = i;
      while (blocks[end + 1]?.kind === 'list_item') end++;
      items.push(listOf(blocks.slice(i, end + 1)));
      i = end;
    } else {
      const item = itemOf(block, pictures);
      if (item) items.push(item);
    }
  }
  return items;
}

function itemOf(block: LayoutBlock, pictures: ReadonlySet<string>): ParseItem | null {
  const bbox = boxes([block]);
  const text = textOf(block);
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(6, Math.max(1, block.level ?? 1));
      return { type: 'heading', md: `${'#'.repeat(level)} ${text}`, bbox, value: plain(text), level };
    }
    case 'paragraph':
      return { type: 'text', md: emphasised(block), bbox, value: plain(text) };
    case 'code':
    case 'grid_fallback': {
      const value = (block.lines ?? []).join('\n');
      const language = block.lang ?? null;
      return { type: 'code', md: `\`\`\`${language ?? ''}\n${value}\n\`\`\``, bbox, value, language };
    }
    case 'table':
      return tableItem(
        [...(block.header ? [block.header] : []), ...(block.rows ?? [])].map(row =>
          row.map(cell => cell.text),
        ),
        bbox,
      );
    case 'figure': {
      const url = `img_${block.id}.${block.format}`;
      return pictures.has(url) ? { type: 'image', md: `![](${url})`, bbox, caption: '', url } : null;
    }
    default:
      return null;
  }
}

/** Nests a run of list items by their depth; a depth that jumps by more than one counts as one. */
function listOf(blocks: readonly LayoutBlock[]): ListItem {
  const root = emptyList(blocks);
  const open: { list: ListItem; depth: number }[] = [{ list: root, depth: blocks[0]?.level ?? 0 }];
  for (const block of blocks) {
    const depth = block.level ?? 0;
    while (open.length > 1 && (open.at(-1)?.depth ?? 0) > depth) open.pop();
    let top = open.at(-1);
    if (!top) break;
    if (depth > top.depth && top.list.items.length > 0) {
      const list = emptyList([block]);
      top.list.items.push(list);
      top = { list, depth };
      open.push(top);
    }
    const text = textOf(block);
    top.list.items.push({ type: 'text', md: text, bbox: boxes([block]), value: plain(text) });
  }
  root.md = blocks.map(listLine).join('\n');
  return root;
}

function emptyList(blocks: readonly LayoutBlock[]): ListItem {
  return {
    type: 'list',
    md: blocks.map(listLine).join('\n'),
    bbox: boxes(blocks),
    ordered: blocks[0]?.ordered ?? false,
    items: [],
  };
}

function listLine(block: LayoutBlock): string {
  const marker = block.ordered ? (block.marker ?? '1.') : '-';
  return `${'  '.repeat(block.level ?? 0)}${marker} ${textOf(block)}`;
}

function emphasised(block: LayoutBlock): string {
  const mark = `${block.bold ? '**' : ''}${block.italic ? '*' : ''}`;
  return `${mark}${textOf(block)}${mark}`;
}

/** LiteParse escapes every underscore; within a word none is a mark, and names are easier to find without. */
export function withoutNeedlessEscapes(markdown: string): string {
  if (!markdown.includes('\\_')) return markdown;
  return markdown.replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
}

const textOf = (block: LayoutBlock): string => withoutNeedlessEscapes(block.text ?? '');

/** Text without the links, emphasis and escapes that LiteParse writes into it. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/(?<!\\)(\*{1,3})(?=\S)([^*]+?)(?<=[^\s\\])\1/g, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function boxes(blocks: readonly LayoutBlock[]): BBox[] | null {
  const rects = blocks.flatMap(block => (block.bbox ? [box(block.bbox)] : []));
  return rects.length > 0 ? rects : null;
}

function box(rect: Rect): BBox {
  return {
    x: round(rect.x),
    y: round(rect.y),
    w: round(rect.width),
    h: round(rect.height),
    r: null,
    confidence: null,
    label: null,
  };
}

const round = (points: number): number => Math.round(points * 100) / 100;
