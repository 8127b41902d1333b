import {
  type DefinitionProvider,
  type Disposable,
  Hover,
  type HoverProvider,
  type LocationLink,
  MarkdownString,
  OverviewRulerLane,
  Position,
  Range,
  type TextDocument,
  type TextEditor,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import * as z from 'zod/mini';
import { type ItemsPage, itemsPages } from '../../protocol/parseResults';
import {
  type Citation,
  type FieldFacts,
  factsAt,
  metadataTree,
  parseJobOf,
} from '../../runs/results/fieldFacts';
import { parseResultUri, resultUri } from '../resultUri';
import { citedPlace } from './citedPlace';
import type { Span } from './findWords';
import { pathAtLine } from './pathAtLine';

/** Citations of one value that are offered. */
const maxCitations = 10;

const extraction = z.object({ extract_metadata: z.optional(z.record(z.string(), z.unknown())) });
type Metadata = z.output<typeof extraction>['extract_metadata'];

/**
 * From a value in the JSON of an extraction to the words in the parsed text that it was read from: a hover says how sure
 * it is, a definition leads to the words, which stay marked there.
 */
export class Citations implements DefinitionProvider, HoverProvider, Disposable {
  private readonly read = new WeakMap<TextDocument, Metadata>();
  private readonly mark = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.findMatchHighlightBackground'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.findMatchForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
  });
  /** The words last led to, by their document. */
  private marked: { uri: string; ranges: Range[] } | undefined;
  private readonly subscription = window.onDidChangeVisibleTextEditors(editors => this.show(editors));

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const facts = this.factsOn(document, position.line);
    return facts && new Hover(words(facts), valueRange(document, position.line));
  }

  async provideDefinition(document: TextDocument, position: Position): Promise<LocationLink[]> {
    const address = parseResultUri(document.uri);
    const facts = this.factsOn(document, position.line);
    const jobId = parseJobOf(this.metadataOf(document));
    if (!address || !facts || jobId === undefined) return [];
    const cited = facts.citations.slice(0, maxCitations);
    const { uri, ranges } = await placesOf(cited, view => resultUri({ ...address, jobId, view }));
    this.marked = { uri: uri.toString(), ranges };
    this.show(window.visibleTextEditors);
    return ranges.map(range => ({
      originSelectionRange: valueRange(document, position.line),
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
    }));
  }

  dispose(): void {
    this.subscription.dispose();
    this.mark.dispose();
  }

  private show(editors: readonly TextEditor[]): void {
    for (const editor of editors) {
      const isIt = editor.document.uri.toString() === this.marked?.uri;
      editor.setDecorations(this.mark, isIt ? (this.marked?.ranges ?? []) : []);
    }
  }

  private factsOn(document: TextDocument, line: number): FieldFacts | undefined {
    const [part, ...path] = pathAtLine(at => document.lineAt(at).text, line);
    const tree = metadataTree(this.metadataOf(document));
    if (part === 'extract_result') return factsAt(tree, path);
    // The metadata lies two names deeper: `field_metadata.document_metadata`.
    return part === 'extract_metadata' && path[0] === 'field_metadata'
      ? factsAt(tree, path.slice(2))
      : undefined;
  }

  /** Results never change once they are there, so that each is read once. */
  private metadataOf(document: TextDocument): Metadata {
    if (!this.read.has(document)) this.read.set(document, metadataIn(document.getText()));
    return this.read.get(document);
  }
}

function metadataIn(text: string): Metadata {
  try {
    return extraction.safeParse(JSON.parse(text)).data?.extract_metadata;
  } catch {
    return undefined;
  }
}

/** The value on a line, without indentation and comma. */
function valueRange(document: TextDocument, line: number): Range {
  const { text, firstNonWhitespaceCharacterIndex: start } = document.lineAt(line);
  return new Range(line, start, line, text.replace(/,$/, '').length);
}

function words({ citations, confidence, note }: FieldFacts): MarkdownString {
  const text = new MarkdownString();
  const pages = [...new Set(citations.map(({ page }) => page))];
  const facts = [
    confidence === null ? '' : `Confidence ${confidence.toLocaleString('en', { maximumFractionDigits: 3 })}`,
    pages.length > 0
      ? `${pages.length > 1 ? 'pages' : 'page'} ${pages.join(', ')}`
      : 'not found in the document',
  ];
  text.appendMarkdown(`**${facts.filter(Boolean).join(' · ')}**\n\n`);
  for (const { matching_text } of citations.slice(0, maxCitations))
    if (matching_text) text.appendText(`“${matching_text}”\n`);
  if (note) text.appendText(`${note}\n`);
  if (pages.length > 0) text.appendMarkdown('\n\n*Go to Definition (F12) shows it in the parsed text.*');
  return text;
}

/**
 * The document of a parse and where its citations stand in it: its Markdown, else its plain text. One that the server no
 * longer keeps says so itself when it is opened.
 */
async function placesOf(
  citations: readonly Citation[],
  uriOf: (view: 'markdown' | 'text' | 'items') => Uri,
): Promise<{ uri: Uri; ranges: Range[] }> {
  for (const view of ['markdown', 'text'] as const) {
    const uri = uriOf(view);
    const text = await readText(uri);
    if (text === undefined) continue;
    let pages: Promise<readonly ItemsPage[]> | undefined;
    const itemsOf = async (page: number) => {
      pages ??= readText(uriOf('items')).then(pagesIn);
      return (await pages).find(({ page_number }) => page_number === page);
    };
    const places = await Promise.all(citations.map(citation => citedPlace(text, citation, itemsOf)));
    return { uri, ranges: rangesOf(text, places) };
  }
  return { uri: uriOf('markdown'), ranges: [new Range(0, 0, 0, 0)] };
}

async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Positions only help to tell places apart: without them the first one is taken. */
function pagesIn(text: string | undefined): readonly ItemsPage[] {
  if (text === undefined) return [];
  const read = itemsPages.safeParse(JSON.parse(text));
  return read.success ? (read.data?.pages ?? []) : [];
}

function rangesOf(text: string, spans: readonly Span[]): Range[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  const positionAt = (offset: number): Position => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return new Position(low, offset - (starts[low] ?? 0));
  };
  return spans.map(({ start, end }) => new Range(positionAt(start), positionAt(end)));
}
