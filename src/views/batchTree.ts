import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { count } from '../base/amounts';
import { DisposableStore } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import type { Connections } from '../connections/connections';
import { contextKeys } from '../ids';
import { setContext } from '../platform/contextKeys';
import type { HomeProjects } from '../platform/homeProjects';
import type { Catalog, Place } from '../runs/catalog';
import type { FileRow, Rows, RowsChange } from '../runs/rows';
import { NodeCache } from './nodeCache';
import { fileId, rowId, touchedIds } from './nodeIds';
import type { BatchNode, DirectoryNode, GroupNode, Node, ProjectNode } from './nodes';
import { batchTooltip, fileTooltip } from './tooltips';
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
  /** Rows whose files were read since the last refresh. */
  private readonly filesRead = new Set<string>();

  constructor(
    private readonly connections: Connections,
    private readonly rows: Rows,
    private readonly catalog: Catalog,
    private readonly log: Log,
    private readonly home: HomeProjects,
  ) {
    this.rootsReader = new TreeRoots(connections, rows, catalog, home, this.nodes, log);
    setContext(contextKeys.state, 'loading');
    for (const { id, state, name } of connections.list()) this.shapes.set(id, `${state} ${name}`);
    this.owned.add(this.changes);
    this.owned.add(rows.onDidChange(change => this.follow(change)));
    this.owned.add(connections.onDidChange(id => this.followConnection(id)));
    this.owned.add(catalog.onDidChangeDirectories(place => this.fireGroup('directories', place)));
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
    this.filesRead.clear();
    this.changes.fire(target?.kind === 'project' ? undefined : target);
  }

  async loadMore(node: Node): Promise<void> {
    const list = node.parent;
    if (list?.kind === 'batches') await this.catalog.moreBatches(list.place);
    else if (list?.kind === 'directories') await this.catalog.moreDirectories(list.place);
    else if (list?.kind === 'directory') await this.catalog.moreDirectoryFiles(list.place, list.directory.id);
    this.changes.fire(list);
  }

  /** Makes a project the one of this workspace: it stands first, and open. */
  async setHome(place: Place): Promise<void> {
    if (await this.home.set(place)) this.changes.fire(undefined);
  }

  /** Reads the projects, so that what lies under them can be revealed. */
  async load(): Promise<void> {
    for (const root of await this.roots()) await this.childrenOf(root);
  }

  /** The node of a file under its batch, for revealing it. */
  async fileNode(batch: BatchNode, fileKey: string): Promise<Node | undefined> {
    await this.childrenOf(batch);
    return this.nodes.get(fileId(fileKey));
  }

  /** The node of a row, so that it can be revealed; undefined before its project was read. */
  batchNode(rowKey: string): BatchNode | undefined {
    const row = this.rows.get(rowKey);
    const group = row && this.nodes.get(groupId('batches', row));
    return group ? this.batch(group as GroupNode, rowKey) : undefined;
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
        return items.groupItem(node);
      case 'batch': {
        const row = this.rows.get(node.rowKey);
        return row ? items.batchItem(node, row, now) : items.goneItem(node);
      }
      case 'file': {
        const row = this.rows.file(node.fileKey);
        return row ? items.fileItem(node, row) : items.goneItem(node);
      }
      case 'directory':
        return items.directoryItem(node, this.fileCount(node), now);
      case 'directoryFile':
        return items.directoryFileItem(node);
      case 'more':
        return items.moreItem(node);
      case 'message':
        return items.messageItem(node);
    }
  }

  /** Tooltips are made when a person hovers, not for every row. */
  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    const batch = node.kind === 'batch' ? this.rows.get(node.rowKey) : undefined;
    const file = node.kind === 'file' ? this.rows.file(node.fileKey) : undefined;
    if (batch) item.tooltip = batchTooltip(batch);
    if (file) item.tooltip = fileTooltip(file);
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.roots();
    try {
      const children = await this.childrenOf(node);
      this.unread.delete(node);
      this.nodes.keepOnly(node, children);
      return children;
    } catch (error) {
      this.log.warn(`${node.id}: ${messageOf(error)}`);
      this.unread.add(node);
      return [this.message(node, `Could not be read: ${messageOf(error)} Select to try again.`, true)];
    }
  }

  private async childrenOf(node: Node): Promise<Node[]> {
    switch (node.kind) {
      case 'project':
        return [this.group('batches', node), this.group('directories', node)];
      case 'batches': {
        const { more } = await this.catalog.batches(node.place);
        const rows = this.rows.list(node.place.connectionId, node.place.projectId);
        const children: Node[] = rows.map(row => this.batch(node, row.key));
        return this.listed(node, children, more, 'No batches yet');
      }
      case 'directories': {
        const { items: directories, more } = await this.catalog.directories(node.place);
        const children = directories.map(directory =>
          this.nodes.put<DirectoryNode>({
            kind: 'directory',
            id: `dir:${node.place.connectionId}/${directory.id}`,
            parent: node,
            place: node.place,
            directory,
          }),
        );
        void this.countFiles(children);
        return this.listed(node, children, more, 'No directories');
      }
      case 'batch': {
        const files = await this.filesOf(node.rowKey);
        const children = files.map(file =>
          this.nodes.put({
            kind: 'file',
            id: fileId(file.key),
            parent: node,
            place: node.place,
            fileKey: file.key,
          }),
        );
        return this.listed(node, children, false, 'No files');
      }
      case 'directory': {
        const { items: files, more } = await this.catalog.directoryFiles(node.place, node.directory.id);
        const children = files.map(file =>
          this.nodes.put({
            kind: 'directoryFile',
            id: `${node.id}/${file.id}`,
            parent: node,
            place: node.place,
            file,
          }),
        );
        return this.listed(node, children, more, 'No files');
      }
      default:
        return [];
    }
  }

  /** The files of a row, read from the server where nobody has done so since the last refresh. */
  private async filesOf(rowKey: string): Promise<readonly FileRow[]> {
    const known = this.filesRead.has(rowKey) ? this.rows.files(rowKey) : null;
    if (known) return known;
    const files = await this.catalog.loadFiles(rowKey);
    this.filesRead.add(rowKey);
    return files;
  }

  private async roots(): Promise<Node[]> {
    if (this.hasFailed) setContext(contextKeys.state, 'loading');
    const { nodes, state, hasFailed } = await this.rootsReader.read();
    this.hasFailed = hasFailed;
    setContext(contextKeys.state, state);
    return nodes;
  }

  private group(kind: GroupNode['kind'], project: ProjectNode): GroupNode {
    return this.nodes.put({ kind, id: groupId(kind, project.place), parent: project, place: project.place });
  }

  private batch(group: GroupNode, rowKey: string): BatchNode {
    return this.nodes.put({ kind: 'batch', id: rowId(rowKey), parent: group, place: group.place, rowKey });
  }

  private listed(list: Node, children: Node[], more: boolean, empty: string): Node[] {
    if (!children.length) return [this.message(list, empty, false)];
    if (more)
      children.push(
        this.nodes.put({ kind: 'more', id: `${list.id}/more`, parent: list, shown: children.length }),
      );
    return children;
  }

  private message(parent: Node, text: string, retry: boolean): Node {
    return this.nodes.put({ kind: 'message', id: `${parent.id}/message`, parent, text, retry });
  }

  /** Counts the files of the first directories on screen, one after the other; the rest when a person opens them. */
  private async countFiles(nodes: readonly DirectoryNode[]): Promise<void> {
    for (const node of nodes.slice(0, countedDirectories)) {
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
    for (const key of removed) this.nodes.delete(rowId(key));
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

const groupId = (kind: GroupNode['kind'], place: Place) => `${kind}:${place.connectionId}/${place.projectId}`;
