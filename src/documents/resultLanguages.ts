import { Disposable, languages } from 'vscode';
import { Later } from '../base/later';
import { documentScheme } from '../ids';
import type { Citations } from './citations/citations';
import { resultViews } from './resultViews';

/** What editors know of results: pages in an outline, and where an extracted value stands. Code is loaded with the first question. */
export function registerResultLanguages(): Disposable {
  const markdown = { scheme: documentScheme, language: 'markdown' };
  const extraction = { scheme: documentScheme, pattern: `**/*${resultViews.extract}` };
  const citations = new Later<Citations>();
  citations.provide(async () => new (await import('./citations/citations')).Citations());
  return Disposable.from(
    languages.registerDocumentSymbolProvider(
      markdown,
      { provideDocumentSymbols: async document => (await import('./pageSymbols')).pageSymbols(document) },
      { label: 'Pages' },
    ),
    languages.registerHoverProvider(extraction, {
      provideHover: async (document, position) => (await citations.get()).provideHover(document, position),
    }),
    languages.registerDefinitionProvider(extraction, {
      provideDefinition: async (document, position) =>
        (await citations.get()).provideDefinition(document, position),
    }),
    citations,
  );
}
