import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { count } from '../base/amounts';
import { DisposableStore } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import type { Connections } from '../connections/connections';
import { contextKeys } from '../ids';
import { setContext } from '../platform/contextKeys';
import type { HomeProjects } from '../platform/homeProjects';
import type { Catalog, Place } from '../runs/catalog';
import type { Rows, RowsChange } from '../runs/rows';
import { legacyBatchItem, legacyItemItem } from './legacyItems';
import { NodeCache } from './nodeCache';
import { fileId, rowId, touchedIds } from './nodeIds';
import type { BatchNode, DirectoryNode, GroupNode, Node } from './nodes';
import type { ShownType, ShownTypes } from './shownTypes';
import { groupId, TreeChildren } from './treeChildren';
import * as items from './treeItems';
import { TreeRoots } from './treeRoots';

/** Directories whose files are counted without being opened: each costs a request, and the API gives no number. */
const countedDirectories = 20;

/**
 * The tree: projects, their batches and directories, and the files of both. It holds no state of its own but the
 * identity of its nodes; what a row shows is read from the store when VS Code asks for it.
 */
export class BatchTree implements TreeDataProvider<Node> {
  private readonly changes = new EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly nodes = new NodeCache();
  private readonly owned = new DisposableStore();
  private readonly rootsReader: TreeRoots;
  /** Roots could not be read when they were last asked for. */
  private hasFailed = false;
  /** State and name of each connection as the roots last showed them. */
  private readonly shapes = new Map<string, string>();
  /** Nodes whose children could not be read and that show a message in their place. */
  private readonly unread = new Set<Node>();
  private readonly children: TreeChildren;
  private readonly shown = new Map<string, ShownType>();
  /** Types that classify batches are narrowed down to, while this window is open. */
  readonly types: ShownTypes = this.shown;

  constructor(
    private readonly connections: Connections,
    private readonly rows: Rows,
    private readonly catalog: Catalog,
    private readonly log: Log,
    private readonly home: HomeProjects,
  ) {
    this.rootsReader = new TreeRoots(connections, rows, catalog, home, this.nodes, log);
    this.children = new TreeChildren(this.nodes, rows, catalog, this.types);
    setContext(contextKeys.state, 'loading');
    for (const { id, state, name } of connections.list()) this.shapes.set(id, `${state} ${name}`);
    this.owned.add(this.changes);
    this.owned.add(rows.onDidChange(change => this.follow(change)));
    this.owned.add(connections.onDidChange(id => this.followConnection(id)));
    this.owned.add(catalog.onDidChangeDirectories(place => this.fireGroup('directories', place)));
    this.owned.add(catalog.onDidChangeConfigurations(place => this.fireGroup('configurations', place)));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Reads anew what could not be read before, now that a server answers again. */
  recover(): void {
    if (this.hasFailed) this.refresh();
    for (const node of this.unread) {
      if (this.nodes.get(node.id) === node) this.changes.fire(node);
      else this.unread.delete(node);
    }
  }

  /** Reads everything shown, or what lies under one node, anew. */
  refresh(node?: Node): void {
    const target = node?.kind === 'message' || node?.kind === 'more' ? node.parent : node;
    this.catalog.forget(target && 'place' in target ? target.place : undefined);
    this.children.forget();
    this.changes.fire(target?.kind === 'project' ? undefined : target);
  }

  /** Shows only the files of a row that have one type; null shows them all. */
  showType(rowKey: string, shown: ShownType | null): void {
    if (shown) this.shown.set(rowKey, shown);
    else this.shown.delete(rowKey);
    const node = this.nodes.get(rowId(rowKey));
    if (node) this.changes.fire(node);
  }

  async loadMore(node: Node): Promise<void> {
    const list = node.parent;
    if (!list) return;
    await this.children.more(list);
    this.changes.fire(list);
  }

  /** Makes a project the one of this workspace: it stands first, and open. */
  async setHome(place: Place): Promise<void> {
    if (await this.home.set(place)) this.changes.fire(undefined);
  }

  /** Reads the projects, so that what lies under them can be revealed. */
  async load(): Promise<void> {
    for (const root of await this.roots()) await this.children.of(root);
  }

  /** The node of a file under its batch, for revealing it. */
  async fileNode(batch: BatchNode, fileKey: string): Promise<Node | undefined> {
    await this.children.of(batch);
    return this.nodes.get(fileId(fileKey));
  }

  /** The node of a row, so that it can be revealed; undefined before its project was read. */
  batchNode(rowKey: string): BatchNode | undefined {
    const row = this.rows.get(rowKey);
    const group = row && this.nodes.get(groupId('batches', row));
    return group ? this.children.batch(group as GroupNode, rowKey) : undefined;
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  getTreeItem(node: Node): TreeItem {
    const now = Date.now();
    switch (node.kind) {
      case 'connection':
        return items.connectionItem(node);
      case 'project':
        return items.projectItem(node, this.rootsReader.isSingle);
      case 'batches':
      case 'directories':
      case 'configurations':
      case 'legacyBatches':
        return items.groupItem(node);
      case 'batch': {
        const row = this.rows.get(node.rowKey);
        return row ? items.batchItem(node, row, now, this.types.get(row.key)) : items.goneItem(node);
      }
      case 'file': {
        const row = this.rows.file(node.fileKey);
        return row ? items.fileItem(node, row) : items.goneItem(node);
      }
      case 'directory':
        return items.directoryItem(node, this.fileCount(node), now);
      case 'directoryFile':
        return items.directoryFileItem(node);
      case 'configuration':
        return items.configurationItem(node);
      case 'legacyBatch':
        return legacyBatchItem(node, now);
      case 'legacyItem':
        return legacyItemItem(node);
      case 'more':
        return items.moreItem(node);
      case 'message':
        return items.messageItem(node);
    }
  }

  /** Tooltips are made when a person hovers, not for every row. */
  async resolveTreeItem(item: TreeItem, node: Node): Promise<TreeItem> {
    const batch = node.kind === 'batch' ? this.rows.get(node.rowKey) : undefined;
    const file = node.kind === 'file' ? this.rows.file(node.fileKey) : undefined;
    if (!batch && !file) return item;
    const { batchTooltip, fileTooltip } = await import('./tooltips');
    if (batch) item.tooltip = batchTooltip(batch);
    if (file) item.tooltip = fileTooltip(file);
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.roots();
    try {
      const children = await this.children.of(node);
      if (node.kind === 'directories') void this.countFiles(children);
      this.unread.delete(node);
      this.nodes.keepOnly(node, children);
      return children;
    } catch (error) {
      this.log.warn(`${node.id}: ${messageOf(error)}`);
      this.unread.add(node);
      return [
        this.children.message(node, `Could not be read: ${messageOf(error)} Select to try again.`, true),
      ];
    }
  }

  private async roots(): Promise<Node[]> {
    if (this.hasFailed) setContext(contextKeys.state, 'loading');
    const { nodes, state, hasFailed } = await this.rootsReader.read();
    this.hasFailed = hasFailed;
    setContext(contextKeys.state, state);
    return nodes;
  }

  /** Counts the files of the first directories on screen, one after the other; the rest when a person opens them. */
  private async countFiles(nodes: readonly Node[]): Promise<void> {
    for (const node of nodes.slice(0, countedDirectories)) {
      if (node.kind !== 'directory') continue;
      if (this.catalog.directoryFileCount(node.place, node.directory.id)) continue;
      try {
        await this.catalog.directoryFiles(node.place, node.directory.id);
        this.changes.fire(node);
      } catch (error) {
        this.log.debug(`the files of ${node.id} could not be counted: ${messageOf(error)}`);
      }
    }
  }

  private fileCount(node: DirectoryNode): string | undefined {
    const known = this.catalog.directoryFileCount(node.place, node.directory.id);
    return known && `${count(known.files, 'file')}${known.more ? ' or more' : ''}`;
  }

  /** Asks VS Code for the smallest part that a change touches. */
  private follow({ added, changed, removed }: RowsChange): void {
    for (const key of removed) {
      this.nodes.delete(rowId(key));
      this.shown.delete(key);
    }
    if (added.some(key => this.isElsewhere(key))) {
      this.catalog.forgetProjects();
      this.changes.fire(undefined);
      return;
    }
    if (added.length || removed.length) this.fireGroups();
    for (const id of touchedIds(changed)) {
      const node = this.nodes.get(id);
      if (node) this.changes.fire(node);
    }
  }

  /** Another name or state asks for the roots; a rate limit that comes and goes does not. */
  private followConnection(id: string): void {
    const known = this.connections.has(id) ? this.connections.get(id) : undefined;
    const shape = known && `${known.state} ${known.name}`;
    if (this.shapes.get(id) === shape) return;
    if (shape === undefined) this.shapes.delete(id);
    else this.shapes.set(id, shape);
    this.catalog.forgetConnection(id);
    this.changes.fire(undefined);
  }

  private isElsewhere(rowKey: string): boolean {
    const row = this.rows.get(rowKey);
    return row !== undefined && !this.rootsReader.holds(row);
  }

  private fireGroups(): void {
    for (const connection of this.connections.list())
      for (const project of this.catalog.knownProjects(connection.id))
        this.fireGroup('batches', { connectionId: connection.id, projectId: project.id });
  }

  private fireGroup(kind: GroupNode['kind'], place: Place): void {
    const group = this.nodes.get(groupId(kind, place));
    if (group) this.changes.fire(group);
    else if (!this.rootsReader.holds(place)) this.changes.fire(undefined);
  }
}
