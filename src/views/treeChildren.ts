import type { Catalog } from '../runs/catalog';
import type { FileRow, Rows } from '../runs/rows';
import type { NodeCache } from './nodeCache';
import { fileId, rowId } from './nodeIds';
import type {
  BatchNode,
  ConfigurationNode,
  DirectoryNode,
  GroupNode,
  LegacyBatchNode,
  LegacyItemNode,
  Node,
  ProjectNode,
} from './nodes';
import { type ShownTypes, shownFiles } from './shownTypes';

/** Id of the node of a group of a project. */
export const groupId = (
  kind: GroupNode['kind'],
  place: { connectionId: string; projectId: string },
): string => `${kind}:${place.connectionId}/${place.projectId}`;

/** What lies under a node, read from the catalog and the rows when VS Code asks for it. */
export class TreeChildren {
  /** Rows whose files were read since the last refresh. */
  private readonly filesRead = new Set<string>();

  constructor(
    private readonly nodes: NodeCache,
    private readonly rows: Rows,
    private readonly catalog: Catalog,
    private readonly types: ShownTypes,
  ) {}

  /** Files are read from the server anew when they are next asked for. */
  forget(): void {
    this.filesRead.clear();
  }

  /** Rejects with a sentence where they cannot be read. */
  async of(node: Node): Promise<Node[]> {
    switch (node.kind) {
      case 'project':
        return this.groupsOf(node);
      case 'batches':
        return this.batchesOf(node);
      case 'directories':
        return this.directoriesOf(node);
      case 'configurations':
        return this.configurationsOf(node);
      case 'legacyBatches':
        return this.legacyBatchesOf(node);
      case 'batch':
        return this.filesOf(node);
      case 'directory': {
        const { items, more } = await this.catalog.directoryFiles(node.place, node.directory.id);
        const { place } = node;
        const children = items.map(file =>
          this.nodes.put({
            kind: 'directoryFile',
            id: `${node.id}/${file.id}`,
            parent: node,
            place,
            file,
          } as const),
        );
        return this.listed(node, children, more, 'No files');
      }
      case 'legacyBatch': {
        const { items, more } = await this.catalog.legacy(node.place).items(node.batch.id);
        const { place } = node;
        const children = items.map(item =>
          this.nodes.put<LegacyItemNode>({
            kind: 'legacyItem',
            id: `${node.id}/${item.item_id}`,
            parent: node,
            place,
            jobType: node.batch.job_type,
            item,
          }),
        );
        return this.listed(node, children, more, 'No files');
      }
      default:
        return [];
    }
  }

  /** Reads one page more of the list that a node stands for. */
  async more(list: Node): Promise<void> {
    if (list.kind === 'batches') await this.catalog.moreBatches(list.place);
    else if (list.kind === 'directories') await this.catalog.moreDirectories(list.place);
    else if (list.kind === 'configurations') await this.catalog.moreConfigurations(list.place);
    else if (list.kind === 'legacyBatches') await this.catalog.legacy(list.place).moreBatches();
    else if (list.kind === 'directory') await this.catalog.moreDirectoryFiles(list.place, list.directory.id);
    else if (list.kind === 'legacyBatch') await this.catalog.legacy(list.place).moreItems(list.batch.id);
  }

  batch(group: GroupNode, rowKey: string): BatchNode {
    return this.nodes.put({ kind: 'batch', id: rowId(rowKey), parent: group, place: group.place, rowKey });
  }

  message(parent: Node, text: string, retry: boolean): Node {
    return this.nodes.put({ kind: 'message', id: `${parent.id}/message`, parent, text, retry });
  }

  /** Batches of the older route are shown only where there are some: few projects ever had one. */
  private async groupsOf(project: ProjectNode): Promise<Node[]> {
    const hasLegacy = await this.catalog.legacy(project.place).hasAny();
    const kinds: GroupNode['kind'][] = ['batches', 'directories', 'configurations'];
    if (hasLegacy) kinds.push('legacyBatches');
    const { place } = project;
    return kinds.map(kind =>
      this.nodes.put<GroupNode>({ kind, id: groupId(kind, place), parent: project, place }),
    );
  }

  private async batchesOf(node: GroupNode): Promise<Node[]> {
    const { more } = await this.catalog.batches(node.place);
    const rows = this.rows.list(node.place.connectionId, node.place.projectId);
    return this.listed(
      node,
      rows.map(row => this.batch(node, row.key)),
      more,
      'No batches yet',
    );
  }

  private async directoriesOf(node: GroupNode): Promise<Node[]> {
    const { items, more } = await this.catalog.directories(node.place);
    const { place } = node;
    const children = items.map(directory =>
      this.nodes.put<DirectoryNode>({
        kind: 'directory',
        id: `dir:${place.connectionId}/${directory.id}`,
        parent: node,
        place,
        directory,
      }),
    );
    return this.listed(node, children, more, 'No directories');
  }

  private async configurationsOf(node: GroupNode): Promise<Node[]> {
    const { items, more } = await this.catalog.configurations(node.place);
    const { place } = node;
    const children = items.map(configuration =>
      this.nodes.put<ConfigurationNode>({
        kind: 'configuration',
        id: `cfg:${place.connectionId}/${place.projectId}/${configuration.id}`,
        parent: node,
        place,
        configuration,
      }),
    );
    return this.listed(node, children, more, 'No configurations');
  }

  private async legacyBatchesOf(node: GroupNode): Promise<Node[]> {
    const { items, more } = await this.catalog.legacy(node.place).batches();
    const { place } = node;
    const children = items.map(batch =>
      this.nodes.put<LegacyBatchNode>({
        kind: 'legacyBatch',
        id: `legacy:${place.connectionId}/${batch.id}`,
        parent: node,
        place,
        batch,
      }),
    );
    return this.listed(node, children, more, 'No batches of the older route');
  }

  private async filesOf(node: BatchNode): Promise<Node[]> {
    const shown = this.types.get(node.rowKey);
    const files = shownFiles(await this.rowsOfFiles(node.rowKey), shown);
    const { place } = node;
    const children = files.map(file =>
      this.nodes.put({ kind: 'file', id: fileId(file.key), parent: node, place, fileKey: file.key } as const),
    );
    return this.listed(node, children, false, shown ? 'No files of this type' : 'No files');
  }

  /** The files of a row, read from the server where nobody has done so since the last refresh. */
  private async rowsOfFiles(rowKey: string): Promise<readonly FileRow[]> {
    const known = this.filesRead.has(rowKey) ? this.rows.files(rowKey) : null;
    if (known) return known;
    const files = await this.catalog.loadFiles(rowKey);
    this.filesRead.add(rowKey);
    return files;
  }

  private listed(list: Node, children: Node[], more: boolean, empty: string): Node[] {
    if (!children.length) return [this.message(list, empty, false)];
    if (!more) return children;
    const shown = children.length;
    return [...children, this.nodes.put({ kind: 'more', id: `${list.id}/more`, parent: list, shown })];
  }
}
