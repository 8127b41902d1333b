import { createDocument, type DomDocument, type DomElement, type DomNode } from '@mixmark-io/domino';
import type { ParseOptions } from './types';

/** Elements that are no content of the page: code, controls and navigation. */
const NOISE = [
  ...['script', 'style', 'noscript', 'template', 'title', 'iframe', 'object', 'embed', 'canvas', 'svg'],
  ...['audio', 'video', 'dialog', 'select', 'button', 'input', 'textarea'],
  ...['nav', '[role="navigation"]', 'a.skip-link'],
].join(',');
/** Elements that the page hides. */
const HIDDEN = ['[hidden]', '[aria-hidden="true"]', 'a.visually-hidden'].join(',');
/** Names of elements that a program can make, beside those that only a parser does. */
const NAME = /^[a-z_:][\w:.-]*$/i;
const HIDING = /display\s*:\s*none|visibility\s*:\s*hidden/i;
const FIXED = /position\s*:\s*(fixed|sticky)/i;

/** Which elements are taken beyond or beside those that a reader of the page sees as its content. */
export type ShownElements = Pick<ParseOptions, 'hiddenElements' | 'dropFixedElements'>;

/** Blocks that a Markdown table cell cannot hold; their words stay, apart by line breaks. */
const CELL_BLOCKS = 'p,div,ul,ol,li,dl,dt,dd,h1,h2,h3,h4,h5,h6,pre,blockquote,hr,section,article,figure';
/** A span beyond this is a mistake of the page. */
const MOST_SPAN = 100;

/** Parses HTML and reshapes it, without changing its words, into what Markdown can say. Returns its body. */
export function preparedBody(html: string, { hiddenElements, dropFixedElements }: ShownElements): DomElement {
  const document = createDocument(html, true);
  const { body } = document;
  // `<p<b>` makes an element of that name, which cannot be copied; what is in it is content all the same.
  for (const element of all(body, '*')) if (!NAME.test(element.nodeName)) unwrap(element);
  for (const element of all(body, NOISE)) remove(element);
  if (!hiddenElements) for (const element of all(body, HIDDEN)) remove(element);
  for (const element of all(body, '[style]')) {
    const style = element.getAttribute('style') ?? '';
    if ((!hiddenElements && HIDING.test(style)) || (dropFixedElements && FIXED.test(style))) remove(element);
  }
  // A picture without a description tells a reader of text nothing, nor does a link around it.
  for (const image of all(body, 'img')) if ((image.getAttribute('alt') ?? '').trim() === '') remove(image);
  for (const link of all(body, 'a')) {
    const text = link.textContent.trim();
    if (/^skip to /i.test(text) && link.getAttribute('href')?.startsWith('#')) remove(link);
    if (text === '' && !link.querySelector('img')) remove(link);
  }
  for (const inner of all(
    body,
    'b b, b strong, strong b, strong strong, i i, i em, em i, em em, s del, del s',
  )) {
    unwrap(inner);
  }
  preformat(document);
  tables(document);
  return body;
}

const all = (root: DomElement, selector: string): DomElement[] => Array.from(root.querySelectorAll(selector));

function remove(node: DomNode): void {
  node.parentNode?.removeChild(node);
}

/** Replaces an element by its children. */
function unwrap(element: DomElement): void {
  const parent = element.parentNode;
  if (!parent) return;
  while (element.firstChild) parent.insertBefore(element.firstChild, element);
  parent.removeChild(element);
}

/** Gives every preformatted block a code element without blank lines around its text, and breaks as newlines. */
function preformat(document: DomDocument): void {
  for (const pre of all(document.body, 'pre')) {
    for (const line of all(pre, 'br')) {
      pre.insertBefore.call(line.parentNode ?? pre, document.createTextNode('\n'), line);
      remove(line);
    }
    const language = (pre.querySelector('code') ?? pre).className;
    const code = document.createElement('code');
    code.className = language;
    code.textContent = pre.textContent.replace(/^(\s*\n)+|\s+$/g, '');
    pre.textContent = '';
    pre.appendChild(code);
  }
}

function tables(document: DomDocument): void {
  // A table that holds tables is scaffolding: its cells become plain blocks.
  for (const table of all(document.body, 'table')) {
    if (!table.querySelector('table')) continue;
    const cells = all(table, 'td,th').filter(cell => closestTable(cell) === table);
    for (const cell of cells) rename(document, cell, 'div');
    for (const part of all(table, 'tr,tbody,thead,tfoot,caption,colgroup')) {
      if (closestTable(part) === table) unwrap(part);
    }
    rename(document, table, 'div');
  }
  for (const table of all(document.body, 'table')) {
    for (const caption of all(table, 'caption')) {
      table.parentNode?.insertBefore(rename(document, caption, 'p'), table);
    }
    for (const cell of all(table, 'td,th')) flatten(document, cell);
    square(document, table);
  }
}

function closestTable(element: DomElement): DomElement | null {
  let at = element.parentNode;
  while (at && at.nodeName !== 'TABLE') at = at.parentNode;
  return at;
}

function rename(document: DomDocument, element: DomElement, name: string): DomElement {
  const other = document.createElement(name);
  while (element.firstChild) other.appendChild(element.firstChild);
  element.parentNode?.insertBefore(other, element);
  remove(element);
  return other;
}

function flatten(document: DomDocument, cell: DomElement): void {
  for (const block of all(cell, CELL_BLOCKS)) {
    if (block.nodeName === 'LI') block.insertBefore(document.createTextNode('• '), block.firstChild);
    if (block.textContent.trim() !== '') {
      const parent = block.parentNode;
      parent?.insertBefore(document.createElement('br'), block);
      parent?.insertBefore(document.createElement('br'), block.nextSibling);
    }
    unwrap(block);
  }
  trimBreaks(cell);
}

/** Removes breaks at the ends of a cell and all but one of several in a row. */
function trimBreaks(cell: DomElement): void {
  let previousIsBreak = true;
  const nodes: DomNode[] = [];
  for (let node = cell.firstChild; node; node = node.nextSibling) nodes.push(node);
  for (const node of nodes) {
    const isBreak = node.nodeName === 'BR';
    if (isBreak && previousIsBreak) remove(node);
    if (isBreak || node.textContent.trim() !== '') previousIsBreak = isBreak;
  }
  const last = nodes
    .filter(node => node.parentNode && node.textContent.trim() + node.nodeName !== '#text')
    .at(-1);
  if (last?.nodeName === 'BR') remove(last);
}

/** Writes column and row spans out as empty cells, so that every row has the table's full width. */
function square(document: DomDocument, table: DomElement): void {
  /** Rows that a cell above still covers, by column. */
  const covered: number[] = [];
  for (const row of all(table, 'tr')) {
    let column = 0;
    const skipCovered = (before: DomNode | null): void => {
      while ((covered[column] ?? 0) > 0) {
        covered[column] = (covered[column] ?? 0) - 1;
        row.insertBefore(document.createElement('td'), before);
        column++;
      }
    };
    for (const cell of Array.from(row.children)) {
      skipCovered(cell);
      const width = span(cell, 'colspan');
      const height = span(cell, 'rowspan');
      for (let i = 0; i < width; i++) {
        if (i > 0) row.insertBefore(document.createElement('td'), cell.nextSibling);
        covered[column] = height - 1;
        column++;
      }
    }
    skipCovered(null);
  }
}

function span(cell: DomElement, name: 'colspan' | 'rowspan'): number {
  const value = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
  cell.removeAttribute(name);
  return Number.isFinite(value) ? Math.min(MOST_SPAN, Math.max(1, value)) : 1;
}
