import { DocumentSymbol, Range, SymbolKind, type TextDocument } from 'vscode';

/** Pages of a Markdown result in the outline, the breadcrumbs and "Go to Symbol". */
export function pageSymbols(document: TextDocument): DocumentSymbol[] {
  const starts: [line: number, page: string][] = [];
  for (let line = 0; line < document.lineCount; line++) {
    const page = /^<!-- page (\d+) -->$/.exec(document.lineAt(line).text)?.[1];
    if (page) starts.push([line, page]);
  }
  return starts.map(([line, page], i) => {
    const end = (starts[i + 1]?.[0] ?? document.lineCount) - 1;
    const whole = new Range(line, 0, end, document.lineAt(end).text.length);
    return new DocumentSymbol(`Page ${page}`, '', SymbolKind.Module, whole, document.lineAt(line).range);
  });
}
