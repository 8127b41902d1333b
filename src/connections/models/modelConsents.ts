import { createHash } from 'node:crypto';

/** What is needed of VS Code's Memento that belongs to this machine. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Where the text of documents goes when a model is asked. */
export type Destination = { kind: 'vscode'; vendor: string } | { kind: 'endpoint'; url: string };

/** Which destinations a person has allowed on this machine: each extension that has models, and each address, by itself. */
export class ModelConsents {
  constructor(private readonly memory: Memory) {}

  isAllowed(destination: Destination): boolean {
    return this.memory.get<boolean>(nameOf(destination)) === true;
  }

  async allow(destination: Destination): Promise<void> {
    await this.memory.update(nameOf(destination), true);
  }
}

/** Addresses of companies' servers are nobody's business: a hash stands for them. */
function nameOf(destination: Destination): string {
  const address = destination.kind === 'vscode' ? destination.vendor : destination.url;
  return `modelAllowed:${destination.kind}:${createHash('sha256').update(address).digest('hex')}`;
}
