import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new temporary folder that `using` takes away again. Its name is short because VS Code keeps sockets in it. */
export class TempFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'lb-'));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
