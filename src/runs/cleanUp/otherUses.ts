import type { Run } from '../run';

/** Labels of the runs that need a thing on the server, by its id: stored files, and the results of jobs. */
export interface OtherUses {
  files: ReadonlyMap<string, readonly string[]>;
  results: ReadonlyMap<string, readonly string[]>;
}

/** What runs need of the servers: the bytes of their files, and results, those that their unchanged files have elsewhere among them. */
export function otherUsesOf(runs: readonly Run[]): OtherUses {
  const files = new Map<string, string[]>();
  const results = new Map<string, string[]>();
  for (const { label, files: runFiles, cleanedAt } of runs) {
    if (cleanedAt !== null) continue;
    const name = `“${label}”`;
    for (const { fileId, jobId, earlier } of runFiles) {
      add(files, fileId, name);
      add(results, jobId, name);
      add(results, earlier?.jobId ?? null, name);
    }
  }
  return { files, results };
}

function add(uses: Map<string, string[]>, id: string | null, name: string): void {
  if (id === null) return;
  const names = uses.get(id) ?? [];
  if (!names.includes(name)) uses.set(id, [...names, name]);
}
