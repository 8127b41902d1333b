import type { Node } from './nodes';

/**
 * One object a node for as long as it is listed: VS Code is told of a change by the very object it was given. Ids are
 * the paths of nodes, unique over the whole view. What a list no longer holds is forgotten with all that lay under it.
 */
export class NodeCache {
  private readonly nodes = new Map<string, Node>();
  /** Ids of children by the id of their parent. */
  private readonly children = new Map<string, Set<string>>();

  /** The known node of this id with the new facts written into it, or `node` itself. */
  put<N extends Node>(node: N): N {
    const known = this.nodes.get(node.id);
    if (known) return Object.assign(known as N, node);
    this.nodes.set(node.id, node);
    if (node.parent) this.childrenOf(node.parent.id).add(node.id);
    return node;
  }

  /** Forgets the children of a node that are not in its list any more. */
  keepOnly(parent: Node, listed: readonly Node[]): void {
    const kept = new Set(listed.map(node => node.id));
    for (const id of this.children.get(parent.id) ?? []) if (!kept.has(id)) this.delete(id);
  }

  get(id: string): Node | undefined {
    return this.nodes.get(id);
  }

  get size(): number {
    return this.nodes.size;
  }

  /** Forgets a node and all that lies under it. */
  delete(id: string): void {
    const parent = this.nodes.get(id)?.parent;
    if (parent) this.children.get(parent.id)?.delete(id);
    this.nodes.delete(id);
    for (const child of this.children.get(id) ?? []) this.delete(child);
    this.children.delete(id);
  }

  private childrenOf(id: string): Set<string> {
    const held = this.children.get(id) ?? new Set();
    this.children.set(id, held);
    return held;
  }
}
