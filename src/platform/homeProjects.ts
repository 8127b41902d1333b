import type { Memento } from 'vscode';

const memoryKey = 'homeProjects';

/** Which project of each connection is this workspace's: the one its last batch went to. */
export class HomeProjects {
  private readonly ids: Map<string, string>;

  /** `memory` is the workspace's. */
  constructor(private readonly memory: Memento) {
    this.ids = new Map(Object.entries(memory.get<Record<string, string>>(memoryKey, {})));
  }

  is(connectionId: string, projectId: string): boolean {
    return this.ids.get(connectionId) === projectId;
  }

  /** True where that is new. */
  async set({ connectionId, projectId }: { connectionId: string; projectId: string }): Promise<boolean> {
    if (this.is(connectionId, projectId)) return false;
    this.ids.set(connectionId, projectId);
    await this.memory.update(memoryKey, Object.fromEntries(this.ids));
    return true;
  }
}
