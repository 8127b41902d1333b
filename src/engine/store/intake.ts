import type { FileMetadata } from '../../protocol/directoryFiles';
import type { DirectoryRow } from './directories';
import type { Store } from './store';

/** A received file, sealed under a temporary name, and what its sender said about it. */
export interface Incoming {
  /** Null where the bytes are stored already. */
  temporary: string | null;
  sha256: string;
  size: number;
  /** File name without folder. */
  name: string;
  /** Undefined where the sender gave none. */
  uniqueId: string | undefined;
  displayName: string;
  metadata: FileMetadata;
}

/**
 * Takes a file into a directory; it is on the disk when this returns. A `unique_id` that the directory already has
 * stays one file: the row keeps its id and gets the new bytes, so that an upload which is repeated after a lost answer
 * makes no second copy. Where the sender gave no `unique_id` it is the file's name, and another file of the same name
 * but other bytes becomes `name (2)`: two files of different folders never replace each other unasked. Returns the id.
 */
export function takeIn(store: Store, directory: DirectoryRow, incoming: Incoming, now: number): string {
  if (incoming.temporary) store.blobs.adopt(incoming.temporary, incoming.sha256);
  return store.durable(() => {
    const { uniqueId, existing } = placeOf(store, directory.id, incoming);
    const { project_id } = directory;
    const { name, size, sha256 } = incoming;
    const old = existing && store.files.get(existing.file_id);
    const row = {
      project_id,
      directory_id: directory.id,
      file_id: old?.sha256 === sha256 ? old.id : store.files.create({ project_id, name, size, sha256 }, now),
      unique_id: uniqueId,
      display_name: incoming.displayName,
      metadata: incoming.metadata,
    };
    if (!existing) return store.directoryFiles.create(row, now);
    store.directoryFiles.replace(existing.id, row, now);
    if (existing.file_id !== row.file_id) store.release([store.files.release(existing.file_id)]);
    return existing.id;
  });
}

function placeOf(store: Store, directoryId: string, { uniqueId, name, sha256 }: Incoming) {
  for (let copy = 1; ; copy++) {
    const candidate = uniqueId ?? (copy === 1 ? name : `${name} (${copy})`);
    const existing = store.directoryFiles.withUniqueId(directoryId, candidate);
    const free = !existing || uniqueId !== undefined;
    if (free || store.files.get(existing.file_id)?.sha256 === sha256)
      return { uniqueId: candidate, existing };
  }
}
