import * as z from 'zod/mini';
import { text } from './columns';
import type { Database } from './database';

const row = z.object({ value: text });

/** Settings of the engine itself that must outlive it, such as the key that signs download URLs. */
export class Settings {
  constructor(private readonly db: Database) {}

  get(key: string): string | undefined {
    return this.db.get(row, 'SELECT value FROM setting WHERE key = ?', key)?.value;
  }

  /** The last commits may be lost with the power. */
  set(key: string, value: string): void {
    this.db.run(
      'INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2',
      key,
      value,
    );
  }

  /** What is kept under the key, made and kept first where there is none. */
  getOrMake(key: string, make: () => string): string {
    const kept = this.get(key);
    if (kept !== undefined) return kept;
    const value = make();
    this.db.durable(() => this.db.run('INSERT INTO setting (key, value) VALUES (?, ?)', key, value));
    return value;
  }
}
