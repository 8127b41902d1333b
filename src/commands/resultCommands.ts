import { window } from 'vscode';
import { parseResultUri, type ResultView } from '../documents/resultUri';
import { type CommandId, commands } from '../ids';
import type { FileRow } from '../runs/rows';
import type { Services } from '../services';
import { hasView, openResult, openSource, showFailure } from './openResult';
import type { Register } from './register';
import { allRows, fileOfJob } from './rowActions';
import { fileTargets, isNode } from './targets';

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

  const views: [CommandId, ResultView, { preview?: boolean }][] = [
    [commands.openMarkdown, 'markdown', {}],
    [commands.openText, 'text', {}],
    [commands.openItems, 'items', {}],
    [commands.openDetails, 'details', {}],
    [commands.openPreview, 'markdown', { preview: true }],
  ];
  for (const [id, view, how] of views) {
    register(id, async (...args) => {
      const open = openFile(args);
      const files = open
        ? [open]
        : await targets(args, file => hasView(file, view), 'No file has such a result yet.');
      for (const file of files) await openResult(documents, file, view, how);
    });
  }

  register(commands.open, async (...args) => {
    for (const file of await targets(args, () => true, 'There are no files yet.'))
      await openResult(documents, file, 'markdown');
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

  /** The file behind the result in the active editor, where a command was not called on the tree. */
  function openFile(args: readonly unknown[]): FileRow | undefined {
    if (isNode(args[0])) return undefined;
    const uri = window.activeTextEditor?.document.uri;
    const address = uri && parseResultUri(uri);
    return address && fileOfJob(services, address.connectionId, address.jobId);
  }
}
