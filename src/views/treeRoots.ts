import { type Log, messageOf } from '../base/log';
import type { Connection } from '../connections/connection';
import type { Connections } from '../connections/connections';
import { isEngineFailure } from '../connections/engine/failures';
import type { HomeProjects } from '../platform/homeProjects';
import type { Catalog, Place } from '../runs/catalog';
import type { Rows } from '../runs/rows';
import type { NodeCache } from './nodeCache';
import type { ConnectionNode, ProjectNode } from './nodes';

/** What the whole view is like where it has no roots; `failed`: the engine on this machine did not start. */
export type TreeState = 'empty' | 'ready' | 'failed';

export interface Roots {
  nodes: (ProjectNode | ConnectionNode)[];
  state: TreeState;
  /** Something could not be read: another try is worth it once a server answers again. */
  hasFailed: boolean;
}

interface Part {
  nodes: (ProjectNode | ConnectionNode)[];
  hasFailed: boolean;
  engineFailed: boolean;
}

const keyOf = ({ connectionId, projectId }: Place) => `${connectionId} ${projectId}`;

/**
 * The roots of the tree: the projects of every connection, and in the place of those that cannot be read a row that
 * says why. One server that is away keeps nobody from the others.
 */
export class TreeRoots {
  private shown: ReadonlySet<string> = new Set();

  constructor(
    private readonly connections: Connections,
    private readonly rows: Rows,
    private readonly catalog: Catalog,
    private readonly home: HomeProjects,
    private readonly nodes: NodeCache,
    private readonly log: Log,
  ) {}

  /** Whether a project stood among the roots when they were last read. */
  holds(place: Place): boolean {
    return this.shown.has(keyOf(place));
  }

  /** Whether only one project stands there. */
  get isSingle(): boolean {
    return this.shown.size === 1;
  }

  async read(): Promise<Roots> {
    const parts = await Promise.all(this.connections.list().map(connection => this.rootsOf(connection)));
    const nodes = parts.flatMap(part => part.nodes);
    const projects = nodes.filter(node => node.kind === 'project');
    this.shown = new Set(projects.map(({ place }) => keyOf(place)));
    const home = projects.filter(node => node.isHome);
    const sorted = [...home, ...nodes.filter(node => node.kind !== 'project' || !node.isHome)];
    const engineFailed = parts.some(part => part.engineFailed);
    // With nothing else to show, the whole view tells of the engine and offers its restart.
    if (engineFailed && sorted.length === 1) return { nodes: [], state: 'failed', hasFailed: true };
    const hasFailed = parts.some(part => part.hasFailed);
    return { nodes: sorted, state: sorted.length ? 'ready' : 'empty', hasFailed };
  }

  private async rootsOf(connection: Connection): Promise<Part> {
    if (connection.state === 'signed_out') {
      const node = this.connectionNode(connection, 'signed out', 'signed_out');
      return { nodes: [node], hasFailed: false, engineFailed: false };
    }
    try {
      return { nodes: await this.projectsOf(connection), hasFailed: false, engineFailed: false };
    } catch (error) {
      this.log.warn(`the projects of ${connection.id} could not be read: ${messageOf(error)}`);
      const node = this.connectionNode(connection, messageOf(error), 'failed');
      return { nodes: [node], hasFailed: true, engineFailed: isEngineFailure(error) };
    }
  }

  /** Where projects are made for workspaces by themselves, those that hold nothing are left out. */
  private async projectsOf(connection: Connection): Promise<ProjectNode[]> {
    const projects = await this.catalog.projects(connection.id);
    const nodes = projects.map(project =>
      this.nodes.put<ProjectNode>({
        kind: 'project',
        id: `project:${connection.id}/${project.id}`,
        parent: undefined,
        place: { connectionId: connection.id, projectId: project.id },
        where: connection.place,
        icon: connection.icon,
        isHosted: connection.chargesCredits,
        isHome: this.home.is(connection.id, project.id),
        project,
      }),
    );
    if (!connection.makesProjects) return nodes;
    const filled = await Promise.all(nodes.map(node => this.isFilled(node.place)));
    return nodes.filter((_, i) => filled[i]);
  }

  private async isFilled(place: Place): Promise<boolean> {
    if (this.rows.list(place.connectionId, place.projectId).length) return true;
    await this.catalog.batches(place);
    if (this.rows.list(place.connectionId, place.projectId).length) return true;
    return (await this.catalog.directories(place)).items.length > 0;
  }

  private connectionNode(connection: Connection, text: string, trouble: ConnectionNode['trouble']) {
    return this.nodes.put<ConnectionNode>({
      kind: 'connection',
      id: `connection:${connection.id}`,
      parent: undefined,
      connectionId: connection.id,
      name: connection.name,
      icon: connection.icon,
      isHosted: connection.chargesCredits,
      text,
      trouble,
    });
  }
}
