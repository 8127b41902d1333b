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
} from 'vscode';
import * as z from 'zod/mini';
import {
  type FieldFacts,
  factsAt,
  metadataTree,
  neighboursAt,
  parseJobOf,
} from '../../runs/results/fieldFacts';
import { parseResultUri, resultUri } from '../resultUri';
import type { Span } from './findWords';
import { ParsedTexts } from './parsedTexts';
import { type Path, pathAtLine } from './pathAtLine';

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
  /** The words last led to. */
  private marked: readonly { uri: Uri; range: Range }[] = [];
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
    const texts = new ParsedTexts(view => resultUri({ ...address, jobId, view }));
    const neighbours = this.neighboursOn(document, position.line);
    const cited = facts.citations.slice(0, maxCitations);
    const places = await Promise.all(
      cited.map(async citation => {
        const { uri, text, span } = await texts.placeOf(citation, neighbours);
        return { uri, range: rangeOf(text, span) };
      }),
    );
    this.marked = places;
    this.show(window.visibleTextEditors);
    return places.map(({ uri, range }) => ({
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
      const shown = editor.document.uri.toString();
      const own = this.marked.filter(({ uri }) => uri.toString() === shown);
      editor.setDecorations(
        this.mark,
        own.map(({ range }) => range),
      );
    }
  }

  private factsOn(document: TextDocument, line: number): FieldFacts | undefined {
    const path = valuePath(document, line);
    return path && factsAt(metadataTree(this.metadataOf(document)), path);
  }

  /** Words of the other values of the same row of a list, where the line is in one. */
  private neighboursOn(document: TextDocument, line: number): string[] {
    const path = valuePath(document, line) ?? [];
    const row = path.findLastIndex(part => typeof part === 'number');
    if (row < 0 || row === path.length - 1) return [];
    return neighboursAt(metadataTree(this.metadataOf(document)), path.slice(0, row + 1), path[row + 1]);
  }

  /** Results never change once they are there, so that each is read once. */
  private metadataOf(document: TextDocument): Metadata {
    if (!this.read.has(document)) this.read.set(document, metadataIn(document.getText()));
    return this.read.get(document);
  }
}

/** The path of the value on a line within its result, whether the line is of the result or of its metadata. */
function valuePath(document: TextDocument, line: number): Path | undefined {
  const [part, ...path] = pathAtLine(at => document.lineAt(at).text, line);
  if (part === 'extract_result') return path;
  // The metadata lies two names deeper: `field_metadata.document_metadata`.
  return part === 'extract_metadata' && path[0] === 'field_metadata' ? path.slice(2) : undefined;
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

/** The place of a part of a text in lines and characters, as editors count them. */
function rangeOf(text: string, { start, end }: Span): Range {
  const positionAt = (offset: number): Position => {
    const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
    return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  };
  return new Range(positionAt(start), positionAt(end));
}
