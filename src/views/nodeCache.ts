import type { Node } from './nodes';

/**
 * One object a node for as long as the tree lives: VS Code is told of a change by the very object it was given. Ids
 * are the paths of nodes, unique over the whole view.
 */
export class NodeCache {
  private readonly nodes = new Map<string, Node>();

  /** The known node of this id with the new facts written into it, or `node` itself. */
  put<N extends Node>(node: N): N {
    const known = this.nodes.get(node.id);
    if (known) return Object.assign(known as N, node);
    this.nodes.set(node.id, node);
    return node;
  }

  get(id: string): Node | undefined {
    return this.nodes.get(id);
  }

  delete(id: string): void {
    this.nodes.delete(id);
  }
}
