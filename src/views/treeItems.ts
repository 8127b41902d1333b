import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import { count } from '../base/amounts';
import { commands } from '../ids';
import { classifiedWords, noType, typeCountsWords } from '../runs/classify/classified';
import { isPreset } from '../runs/configurations/presets';
import { throughOf } from '../runs/progress';
import { retryable } from '../runs/retryable';
import { type BatchRow, type FileRow, isRemovable } from '../runs/rows';
import { outcomesWithResult } from '../runs/run';
import type {
  ConfigurationNode,
  ConnectionNode,
  DirectoryFileNode,
  DirectoryNode,
  FileNode,
  GroupNode,
  MessageNode,
  MoreNode,
  Node,
  ProjectNode,
} from './nodes';
import { batchLook, fileLook, type Look, otherTier } from './outcomeLook';
import type { ShownType } from './shownTypes';
import { ago, expiry } from './words';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

const warning = new ThemeColor('problemsWarningIcon.foreground');
export const iconOf = (look: Pick<Look, 'icon' | 'color'>): ThemeIcon =>
  new ThemeIcon(look.icon, look.color ? new ThemeColor(look.color) : undefined);

/** Sets what every row has: its id, the words a screen reader says, and the words that menus ask for. */
export function dress(
  item: TreeItem,
  node: Node,
  spoken: string,
  words: readonly (string | false)[],
): TreeItem {
  item.id = node.id;
  item.accessibilityInformation = { label: spoken };
  item.contextValue = words.filter(Boolean).join(' ');
  return item;
}

/** `alone`: no other project is shown. */
export function projectItem(node: ProjectNode, alone: boolean): TreeItem {
  const item = new TreeItem(node.project.name, node.isHome || alone ? Expanded : Collapsed);
  item.description = node.where;
  item.iconPath = new ThemeIcon(node.icon);
  const spoken = `Project ${node.project.name}, ${node.where}`;
  return dress(item, node, spoken, ['project', 'id', node.isHosted && 'hosted']);
}

/** A server in the place of its projects. */
export function connectionItem(node: ConnectionNode): TreeItem {
  const item = new TreeItem(node.name, None);
  item.description = node.text;
  item.tooltip = node.text;
  const isSignedOut = node.trouble === 'signed_out';
  item.iconPath = new ThemeIcon(isSignedOut ? 'key' : 'warning', isSignedOut ? undefined : warning);
  item.command = isSignedOut
    ? { command: commands.changeKey, title: 'Sign In', arguments: [node] }
    : { command: commands.refresh, title: 'Try Again', arguments: [node] };
  const words = ['connection', isSignedOut && 'signedOut', node.isHosted && 'hosted'];
  return dress(item, node, `${node.name}, ${node.text}`, words);
}

const groups: Record<GroupNode['kind'], { label: string; icon: string }> = {
  batches: { label: 'Batches', icon: 'layers' },
  directories: { label: 'Directories', icon: 'folder-library' },
  configurations: { label: 'Configurations', icon: 'settings' },
  legacyBatches: { label: 'Batches of the Older Route', icon: 'archive' },
};

export function groupItem(node: GroupNode): TreeItem {
  const { label, icon } = groups[node.kind];
  const item = new TreeItem(label, node.kind === 'batches' ? Expanded : Collapsed);
  item.iconPath = new ThemeIcon(icon);
  return dress(item, node, label, [node.kind]);
}

/** What a configuration is for, in words. */
const products: Record<string, string> = {
  parse_v2: 'parse',
  extract_v2: 'extract',
  classify_v2: 'classify',
  split_v1: 'split',
  spreadsheet_v1: 'spreadsheet',
};

export function configurationItem(node: ConfigurationNode): TreeItem {
  const { configuration } = node;
  const item = new TreeItem(configuration.name, None);
  const { tier } = configuration.parameters;
  const facts = [products[configuration.product_type] ?? configuration.product_type, tier].filter(Boolean);
  item.description = facts.join(' · ');
  item.iconPath = new ThemeIcon('symbol-property');
  item.command = {
    command: commands.openConfiguration,
    title: 'Open Configuration',
    arguments: [node],
  };
  return dress(item, node, `${configuration.name} configuration, ${facts.join(', ')}`, [
    isPreset(configuration.id) ? 'preset' : 'configuration',
    configuration.product_type,
    'id',
  ]);
}

/** "3/14 files sent", then "12/14 files" on the way, "2/14 files failed" or "14 files" at the end; nothing while the number is not known. */
function progress(row: BatchRow): string | undefined {
  if (row.total === null) return undefined;
  const through = throughOf(row);
  const files = count(row.total, 'file');
  if (row.status === 'UPLOADING' || row.status === 'STOPPED') return `${row.sent}/${files} sent`;
  if (row.active || through < row.total)
    return `${through}/${files}${row.failed ? `, ${row.failed} failed` : ''}`;
  return row.failed ? `${row.failed}/${files} failed` : files;
}

/** "≈ 1,200 credits" while only the plan's estimate is known; nothing where nothing is charged. */
function creditsWord(row: BatchRow): string | undefined {
  if (row.credits === 0 && row.estimatedCredits === null) return undefined;
  if (row.credits !== null) return count(row.credits, 'credit');
  return row.estimatedCredits === null ? undefined : `≈ ${count(row.estimatedCredits, 'credit')}`;
}

/** `shown`: the only type whose files are shown; undefined for all. */
export function batchItem(node: Node, row: BatchRow, now: number, shown?: ShownType): TreeItem {
  const look = batchLook(row);
  const item = new TreeItem(row.label, Collapsed);
  const age = row.createdAt === null ? undefined : ago(row.createdAt, now);
  const types = row.types && typeCountsWords(row.types);
  const only = shown && `only ${shown.type ?? noType} shown`;
  const facts = [look.word, progress(row), types, only, creditsWord(row), row.note, age].filter(Boolean);
  item.description = facts.join(' · ');
  item.iconPath = iconOf(look);
  return dress(item, node, `${row.label} batch, ${facts.join(', ')}`, [
    'batch',
    row.cancellable && 'cancellable',
    (row.status === 'STOPPED' || row.pause !== null) && 'resumable',
    row.directoryIds.length > 0 && row.status !== 'UPLOADING' && 'deletable',
    isRemovable(row) && 'removable',
    row.retryable && 'retryable',
    row.cleanable && 'cleanable',
    Boolean(row.types?.length) && 'typed',
    row.jobType === 'extract_v2' && 'tabular',
    row.pause?.reason === 'plan' && 'withoutBatches',
    'id',
  ]);
}

/** What menus call a file with a result of each kind of job. */
const resultWords: Readonly<Record<string, string>> = {
  extract_v2: 'extracted',
  classify_v2: 'classified',
};

/** What is done with a file that is being worked on, where that is no parse. */
const runningWords: Readonly<Record<string, string>> = {
  extract_v2: 'extracting',
  classify_v2: 'classifying',
};

export function fileItem(node: FileNode, row: FileRow): TreeItem {
  const look = fileLook(row);
  const slash = row.path.lastIndexOf('/');
  const item = new TreeItem(row.path.slice(slash + 1), None);
  const pages = row.pages === null ? undefined : count(row.pages, 'page');
  const failedPages = row.failedPages ? `${count(row.failedPages, 'page')} failed` : undefined;
  const folder = slash < 0 ? undefined : row.path.slice(0, slash);
  // That it was cancelled is all there is to say of a cancelled file.
  const error = row.outcome === 'cancelled' ? null : row.error;
  const done = outcomesWithResult.has(row.outcome);
  const type = done && row.classified ? classifiedWords(row.classified) : undefined;
  const running = row.outcome === 'running' ? runningWords[row.jobType] : undefined;
  const word = type && row.outcome === 'done' ? undefined : (running ?? look.word);
  const facts = [type, word, failedPages ?? pages, otherTier(row), error].filter(Boolean);
  item.description = [folder, ...facts].filter(Boolean).join(' · ');
  item.iconPath = iconOf(look);
  item.command = { command: commands.open, title: 'Open Result', arguments: [node] };
  const kind = resultWords[row.jobType] ?? 'parsed';
  return dress(item, node, `${row.path}, ${facts.join(', ')}`, [
    'file',
    done && 'done',
    done && kind,
    row.outcome === 'failed' && 'failed',
    retryable.has(row.outcome) && row.parentKey.startsWith('run:') && 'retryable',
    row.jobId !== null && 'job',
    row.source !== null && 'source',
    (row.jobId ?? row.directoryFileId) !== null && 'id',
  ]);
}

const millis = (time: string | null) => (time === null ? null : Date.parse(time));

export function directoryItem(node: DirectoryNode, fileCount: string | undefined, now: number): TreeItem {
  const { directory } = node;
  const item = new TreeItem(directory.name, Collapsed);
  const expires = millis(directory.expires_at);
  const facts = [directory.type, fileCount, expires === null ? undefined : expiry(expires, now)].filter(
    Boolean,
  );
  item.description = facts.join(' · ');
  item.iconPath = new ThemeIcon('folder');
  return dress(item, node, `${directory.name} directory, ${facts.join(', ')}`, [
    'directory',
    'deletable',
    'id',
  ]);
}

export function directoryFileItem(node: DirectoryFileNode): TreeItem {
  const item = new TreeItem(node.file.display_name, None);
  const folder = node.file.unique_id.split('/').slice(0, -1).join('/');
  if (folder) item.description = folder;
  item.resourceUri = Uri.from({ scheme: 'llama-batches-file', path: `/${node.file.unique_id}` });
  item.iconPath = ThemeIcon.File;
  return dress(item, node, `${node.file.unique_id}, directory file`, ['directoryFile', 'id']);
}

export function moreItem(node: MoreNode): TreeItem {
  const item = new TreeItem('Load More…', None);
  item.description = `${node.shown.toLocaleString('en')} shown`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { command: commands.loadMore, title: 'Load More', arguments: [node] };
  return dress(item, node, `Load more, ${node.shown} shown`, ['more']);
}

export function messageItem(node: MessageNode): TreeItem {
  const item = new TreeItem(node.text, None);
  item.iconPath = new ThemeIcon(node.retry ? 'warning' : 'info');
  item.tooltip = node.text;
  if (node.retry) item.command = { command: commands.refresh, title: 'Try Again', arguments: [node] };
  return dress(item, node, node.text, ['message']);
}

/** A row that left the store between two questions of VS Code; the next one no longer asks for it. */
export function goneItem(node: Node): TreeItem {
  return dress(new TreeItem('…', None), node, 'gone', []);
}
