import { Uri, window } from 'vscode';
import { parseResultUri, type ResultView } from '../documents/resultUri';
import { type CommandId, commands } from '../ids';
import type { FileRow } from '../runs/rows';
import type { Services } from '../services';
import { isNode } from './isNode';
import { hasView, openResult, openSource, showFailure } from './openResult';
import type { Register } from './register';
import { allRows, fileOfResult } from './rowActions';
import { fileTargets } from './targets';

/** Commands on parsed files. Without a node they take the open result, else they ask. */
export function registerResultCommands(register: Register, services: Services): void {
  const { documents, rows } = services;

  const targets = (args: readonly unknown[], fits: (file: FileRow) => boolean, none: string) =>
    fileTargets(
      rows,
      () => allRows(services),
      key => services.catalog.loadFiles(key),
      args,
      fits,
      none,
    );

  const views: [CommandId, ResultView, { rendered?: boolean }][] = [
    [commands.openMarkdown, 'markdown', {}],
    [commands.openText, 'text', {}],
    [commands.openItems, 'items', {}],
    [commands.openDetails, 'details', {}],
    [commands.openPreview, 'markdown', { rendered: true }],
  ];
  for (const [id, view, how] of views) {
    register(id, async (...args) => {
      const open = openFile(args);
      const files = open
        ? [open]
        : await targets(args, file => hasView(file, view), 'No file has such a result yet.');
      for (const file of files) await openResult(documents, file, view, { ...how, keep: files.length > 1 });
    });
  }

  register(commands.open, async (...args) => {
    const files = await targets(args, () => true, 'There are no files yet.');
    for (const file of files) await openResult(documents, file, 'markdown', { keep: files.length > 1 });
  });

  register(commands.showFailure, async (...args) => {
    const failed = (file: FileRow) => file.outcome === 'failed';
    for (const file of await targets(args, failed, 'No file has failed.')) await showFailure(file);
  });

  register(commands.openSource, async (...args) => {
    const open = openFile(args);
    const hasSource = (file: FileRow) => file.source !== null;
    const files = open ? [open] : await targets(args, hasSource, 'No original is known.');
    for (const file of files) await openSource(file);
  });

  /** The file behind the result in an editor: the one whose title was clicked, else the active one. */
  function openFile([clicked]: readonly unknown[]): FileRow | undefined {
    if (isNode(clicked)) return undefined;
    const uri = clicked instanceof Uri ? clicked : window.activeTextEditor?.document.uri;
    const address = uri && parseResultUri(uri);
    if (!address) return undefined;
    const file = fileOfResult(services, address);
    if (!file)
      throw new Error(
        `The batch of “${address.path}” is no longer in the list, or its files were not read yet. Open it in the Batches view first.`,
      );
    return file;
  }
}
