import type { FileMetadata } from '../../protocol/directoryFiles';
import type { DirectoryRow } from './directories';
import type { DirectoryFileRow } from './directoryFiles';
import type { FileRow } from './files';
import type { Store } from './store';

/** What a sender says about a file that goes into a directory. */
export interface Placement {
  /** Undefined where the sender gave none. */
  uniqueId: string | undefined;
  displayName: string;
  metadata: FileMetadata;
}

/** A received file, sealed under a temporary name. */
export interface Incoming extends Placement {
  temporary: string;
  sha256: string;
  size: number;
  /** File name without folder. */
  name: string;
  externalFileId?: string | null;
}

/**
 * Takes a received file into a directory; it is on the disk when this returns. A `unique_id` that the directory already
 * has stays one file: the row keeps its id and gets the new bytes, so that an upload which is repeated after a lost
 * answer makes no second copy. Where the sender gave no `unique_id` it is the file's name, and another file of the same
 * name but other bytes becomes `name (2)`: two files of different folders never replace each other unasked. Returns the
 * id.
 */
export function takeIn(store: Store, directory: DirectoryRow, incoming: Incoming, now: number): string {
  const { temporary, name, size, sha256, externalFileId = null } = incoming;
  store.adopt(temporary, sha256);
  const isSame = (file: FileRow) =>
    file.sha256 === sha256 && file.name === name && file.external_file_id === externalFileId;
  return store.durable(() =>
    put(store, directory, incoming, incoming, now, old => {
      if (old && isSame(old)) return old.id;
      const { project_id } = directory;
      return store.files.create({ project_id, name, size, sha256, external_file_id: externalFileId }, now);
    }),
  );
}

/**
 * Puts a stored file into a directory, under the same rules; its `unique_id` is by default its `external_file_id`, else
 * its name (LlamaCloud's OpenAPI document).
 */
export function addStored(
  store: Store,
  directory: DirectoryRow,
  file: FileRow,
  placement: Placement,
  now: number,
): string {
  const named = { name: file.external_file_id ?? file.name, sha256: file.sha256 };
  return store.durable(() => put(store, directory, placement, named, now, () => file.id));
}

/** `fileFor` tells the file to refer to, given the one that the place refers to now. */
function put(
  store: Store,
  directory: DirectoryRow,
  { uniqueId: wanted, displayName, metadata }: Placement,
  named: { name: string; sha256: string },
  now: number,
  fileFor: (old: FileRow | undefined) => string,
): string {
  const { uniqueId, existing } = placeOf(store, directory.id, wanted, named);
  const row = {
    project_id: directory.project_id,
    directory_id: directory.id,
    file_id: fileFor(existing && store.files.get(existing.file_id)),
    unique_id: uniqueId,
    display_name: displayName,
    metadata,
  };
  if (!existing) return store.directoryFiles.create(row, now);
  store.directoryFiles.replace(existing.id, row, now);
  if (existing.file_id !== row.file_id) store.release([store.files.release(existing.file_id)]);
  return existing.id;
}

function placeOf(
  store: Store,
  directoryId: string,
  wanted: string | undefined,
  { name, sha256 }: { name: string; sha256: string },
): { uniqueId: string; existing: DirectoryFileRow | undefined } {
  for (let copy = 1; ; copy++) {
    const uniqueId = wanted ?? (copy === 1 ? name : `${name} (${copy})`);
    const existing = store.directoryFiles.withUniqueId(directoryId, uniqueId);
    const free = !existing || wanted !== undefined;
    if (free || store.files.get(existing.file_id)?.sha256 === sha256) return { uniqueId, existing };
  }
}
