import type { Board } from '../../src/runs/poller/board';

/** A board that the windows of a test share; it forgets everything with the test. */
export class MemoryBoard implements Board {
  readonly texts = new Map<string, string>();
  /** Set to make every call fail. */
  broken = false;

  async read(name: string): Promise<string | undefined> {
    this.check();
    return this.texts.get(name);
  }

  async create(name: string, text: string): Promise<boolean> {
    this.check();
    if (this.texts.has(name)) return false;
    this.texts.set(name, text);
    return true;
  }

  async write(name: string, text: string): Promise<void> {
    this.check();
    this.texts.set(name, text);
  }

  async remove(name: string): Promise<void> {
    this.check();
    this.texts.delete(name);
  }

  removeNow(name: string): void {
    this.check();
    this.texts.delete(name);
  }

  private check(): void {
    if (this.broken) throw new Error('The disk is full.');
  }
}
