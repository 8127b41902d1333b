import { env, window } from 'vscode';
import { count } from '../base/amounts';
import { ApiError } from '../client/errors';
import { commands } from '../ids';
import type { Place } from '../runs/catalog';
import { runIdOf } from '../runs/keys';
import { throughOf } from '../runs/progress';
import { type BatchRow, isRemovable } from '../runs/rows';
import type { Services } from '../services';
import type { DirectoryNode } from '../views/nodes';
import { batchLook } from '../views/outcomeLook';
import { revealRow } from '../views/reveal';
import { isNode } from './isNode';
import { Dismissed, type Register } from './register';
import { refuseInRestrictedMode } from './restrictedMode';
import { allRows, cancelRow, fromAllProjects, resumeRow, useJobs } from './rowActions';
import { batchTargets, choose, directoryTargets } from './targets';

/** Commands on whole batches and on directories. */
export function registerBatchCommands(register: Register, services: Services): void {
  const { rows, ledger, tree, catalog } = services;
  const listRows = () => allRows(services);

  register(commands.cancel, async (...args) => {
    const fits = (row: BatchRow) => row.cancellable;
    const targets = await batchTargets(
      rows,
      listRows,
      args,
      fits,
      'Nothing is running that could be cancelled.',
    );
    await Promise.all(targets.map(row => cancelRow(services, row)));
  });

  register(commands.resume, async (...args) => {
    // A wait that would end by itself can be ended by a person, too.
    const fits = (row: BatchRow) => row.status === 'STOPPED' || row.pause !== null;
    refuseInRestrictedMode();
    const targets = await batchTargets(rows, listRows, args, fits, 'No upload stands still.');
    await Promise.all(targets.map(row => resumeRow(services, row)));
  });

  register(commands.useJobs, async (...args) => {
    const fits = (row: BatchRow) => row.pause?.reason === 'plan' && row.jobType === 'parse_v2';
    refuseInRestrictedMode();
    const none = 'No upload waits because its server makes no batches.';
    const targets = await batchTargets(rows, listRows, args, fits, none);
    await Promise.all(targets.map(row => useJobs(services, row)));
  });

  register(commands.remove, async (...args) => {
    const targets = await batchTargets(
      rows,
      listRows,
      args,
      isRemovable,
      'There is no row that can be removed.',
    );
    for (const row of targets) await ledger.forget(runIdOf(row.key) ?? '');
  });

  register(commands.deleteDirectory, async (...args) => {
    const fromBatches = isNode(args[0]) && args[0].kind === 'batch';
    const directories = fromBatches
      ? await directoriesOfBatches(args)
      : await directoriesOf(directoryTargets(args));
    if (!(await confirmDelete(directories))) throw new Dismissed();
    try {
      for (const { place, id } of directories) await deleteDirectory(place, id);
    } finally {
      tree.refresh();
    }
  });

  /** One that is gone already is what the person wanted. */
  async function deleteDirectory(place: Place, id: string): Promise<void> {
    try {
      await catalog.deleteDirectory(place, id);
    } catch (error) {
      if (!ApiError.is(error, 'not_found')) throw error;
    }
  }

  async function directoriesOfBatches(args: readonly unknown[]) {
    const fits = (row: BatchRow) => row.directoryIds.length > 0;
    const targets = await batchTargets(rows, listRows, args, fits, 'These batches have no directory.');
    return targets.flatMap(row =>
      row.directoryIds.map(id => ({
        place: { connectionId: row.connectionId, projectId: row.projectId },
        id,
        name: row.label,
        active: row.active,
      })),
    );
  }

  async function directoriesOf(nodes: readonly DirectoryNode[]) {
    if (nodes.length)
      return nodes.map(({ place, directory }) => ({
        place,
        id: directory.id,
        name: directory.name,
        active: false,
      }));
    const choices = await directoryChoices();
    return [await choose('Which directory?', choices, 'There are no directories.')];
  }

  function directoryChoices() {
    return fromAllProjects(services, async place => {
      const { items } = await catalog.directories(place);
      return items.map(({ id, name }) => ({
        label: name,
        description: id,
        value: { place, id, name, active: false },
      }));
    });
  }

  register(commands.copyId, async (...args) => {
    const nodes = (Array.isArray(args[1]) && args[1].length ? args[1] : [args[0]]).filter(isNode);
    const ids = nodes.length ? nodes.flatMap(node => idOf(node) || []) : await idOfChosenBatch();
    if (!ids.length) throw new Error('This has no id on the server yet.');
    await env.clipboard.writeText(ids.join('\n'));
    const [first] = ids;
    window.setStatusBarMessage(ids.length === 1 ? `Copied ${first}` : `Copied ${ids.length} ids`, 3000);
  });

  async function idOfChosenBatch(): Promise<readonly string[]> {
    const fits = (row: BatchRow) => row.batchIds.length > 0;
    const [row] = await batchTargets(rows, listRows, [], fits, 'There are no batches yet.');
    return row?.batchIds ?? [];
  }

  function idOf(node: Parameters<typeof tree.getTreeItem>[0]): string | undefined {
    switch (node.kind) {
      case 'project':
        return node.project.id;
      case 'batch':
        return rows.get(node.rowKey)?.batchIds.join('\n');
      case 'file': {
        const file = rows.file(node.fileKey);
        return file?.jobId ?? file?.directoryFileId ?? undefined;
      }
      case 'directory':
        return node.directory.id;
      case 'directoryFile':
        return node.file.id;
      case 'configuration':
        return node.configuration.id;
      case 'legacyBatch':
        return node.batch.id;
      case 'legacyItem':
        return node.item.job_id ?? node.item.item_id;
      default:
        return undefined;
    }
  }

  register(commands.showActive, async () => {
    const active = rows.active().filter(row => services.connections.has(row.connectionId));
    const choices = active.map(row => ({
      label: row.label,
      description: [
        batchLook(row).word,
        row.total === null ? '' : `${throughOf(row)}/${count(row.total, 'file')}`,
      ]
        .filter(Boolean)
        .join(' · '),
      ...(row.note ? { detail: row.note } : {}),
      value: row,
    }));
    const row = await choose('Active batches', choices, 'Nothing is running.');
    await revealRow(services, row.key, { focus: true });
  });
}

async function confirmDelete(directories: readonly { name: string; active: boolean }[]): Promise<boolean> {
  const names = directories.map(directory => `“${directory.name}”`).join(', ');
  const running = directories.some(directory => directory.active)
    ? ' What still runs over it is cancelled.'
    : '';
  const detail = `The server’s copies of its files are deleted.${running} Your own files, and results already made, stay.`;
  const options = { modal: true, detail };
  const button = 'Delete';
  const what =
    directories.length === 1 ? 'the directory' : `${count(directories.length, 'directory', 'directories')}:`;
  return (await window.showWarningMessage(`Delete ${what} ${names}?`, options, button)) === button;
}
