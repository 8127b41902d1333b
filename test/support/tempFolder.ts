import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder under the system's temp folder, without links in its path, that `after`/`afterEach` removes. */
export function tempFolder(): { path: string; write: typeof writeTree; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'llama-batches-')));
  return { path, write: writeTree, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes files under `root`; the keys are paths with `/`, the values their contents. */
export function writeTree(root: string, files: Record<string, string | Buffer>): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
