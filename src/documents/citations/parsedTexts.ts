import { type Uri, workspace } from 'vscode';
import { type ItemsPage, itemsPages } from '../../protocol/parseResults';
import type { Citation } from '../../runs/results/fieldFacts';
import { citedPlace, placeInText } from './citedPlace';
import type { Span } from './findWords';
import { pageSpan } from './pageSpan';

type View = 'markdown' | 'text' | 'items';

/** A place in one of the documents of a parse. */
export interface CitedDocument {
  uri: Uri;
  text: string;
  span: Span;
}

const nowhere: Span = { start: 0, end: 0 };

/** The documents of one parse, each read when it is first needed; those that the server does not have are undefined. */
export class ParsedTexts {
  private readonly texts = new Map<View, Promise<string | undefined>>();
  private pages: Promise<readonly ItemsPage[]> | undefined;

  constructor(private readonly uriOf: (view: View) => Uri) {}

  /**
   * Where a citation stands: in the Markdown, which leaves some lines out, else in the plain text, else at the beginning
   * of its page. A parse that the server no longer keeps says so itself when it is opened.
   */
  async placeOf(citation: Citation, neighbours: readonly string[]): Promise<CitedDocument> {
    const markdown = await this.text('markdown');
    const itemsOf = async (page: number) =>
      (await this.items()).find(({ page_number }) => page_number === page);
    const cited =
      markdown === undefined ? undefined : await citedPlace(markdown, citation, { neighbours, itemsOf });
    if (markdown !== undefined && cited) return this.at('markdown', markdown, cited);
    const text = await this.text('text');
    const span = text === undefined ? undefined : placeInText(text, citation, markdown);
    if (text !== undefined && span) return this.at('text', text, span);
    if (markdown === undefined) return this.at(text === undefined ? 'markdown' : 'text', text ?? '', nowhere);
    const { start } = pageSpan(markdown, citation.page);
    return this.at('markdown', markdown, { start, end: start });
  }

  private at(view: View, text: string, span: Span): CitedDocument {
    return { uri: this.uriOf(view), text, span };
  }

  private text(view: View): Promise<string | undefined> {
    const held = this.texts.get(view) ?? readText(this.uriOf(view));
    this.texts.set(view, held);
    return held;
  }

  /** Boxes only help to tell places apart: without them the first one is taken. */
  private items(): Promise<readonly ItemsPage[]> {
    this.pages ??= this.text('items').then(text => {
      const read = itemsPages.safeParse(JSON.parse(text ?? 'null'));
      return (read.success && read.data?.pages) || [];
    });
    return this.pages;
  }
}

async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
