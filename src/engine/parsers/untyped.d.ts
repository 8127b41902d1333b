declare module '@joplin/turndown-plugin-gfm' {
  import type { Plugin } from 'turndown';
  export const gfm: Plugin;
}

/** The part of the DOM that is used here; this project does not load the browser's types. */
declare module '@mixmark-io/domino' {
  export interface DomNode {
    nodeType: number;
    nodeName: string;
    parentNode: DomElement | null;
    firstChild: DomNode | null;
    nextSibling: DomNode | null;
    textContent: string;
  }
  export interface DomElement extends DomNode {
    className: string;
    children: ArrayLike<DomElement>;
    getAttribute(name: string): string | null;
    setAttribute(name: string, value: string): void;
    removeAttribute(name: string): void;
    querySelector(selector: string): DomElement | null;
    querySelectorAll(selector: string): ArrayLike<DomElement>;
    appendChild(node: DomNode): void;
    insertBefore(node: DomNode, before: DomNode | null): void;
    removeChild(node: DomNode): void;
  }
  export interface DomDocument extends DomElement {
    body: DomElement;
    createElement(name: string): DomElement;
    createTextNode(text: string): DomNode;
  }
  export function createDocument(html: string, force?: boolean): DomDocument;
}
