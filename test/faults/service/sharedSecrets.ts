import { Emitter } from '../../../src/base/event';
import type { Secrets } from '../../../src/connections/keyStore';

/** VS Code's store of secrets, as all windows of a machine see it. */
export class SharedSecrets implements Secrets {
  private readonly held = new Map<string, string>();
  private readonly changed = new Emitter<{ key: string }>(error => {
    throw error;
  });
  readonly onDidChange = this.changed.event;

  async get(name: string): Promise<string | undefined> {
    return this.held.get(name);
  }

  async store(name: string, value: string): Promise<void> {
    this.held.set(name, value);
    this.changed.fire({ key: name });
  }

  async delete(name: string): Promise<void> {
    if (this.held.delete(name)) this.changed.fire({ key: name });
  }
}
