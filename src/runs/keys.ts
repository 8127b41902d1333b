/** Keys of rows. Ids of batches are taken to be unique over all servers. */
export const runKey = (runId: string): string => `run:${runId}`;
export const batchKey = (batchId: string): string => `batch:${batchId}`;

/** Key of a file under a row; `id` is its path in a run, its directory file id in a batch made elsewhere. */
export const fileKey = (rowKey: string, id: string): string => `${rowKey}/file:${id}`;

/** Id of the run behind a row key; undefined for the row of a batch that was made elsewhere. */
export const runIdOf = (rowKey: string): string | undefined =>
  rowKey.startsWith('run:') ? rowKey.slice('run:'.length) : undefined;

/** Id of the batch behind a `batch:` row key; undefined for the row of a run. */
export const batchIdOf = (rowKey: string): string | undefined =>
  rowKey.startsWith('batch:') ? rowKey.slice('batch:'.length) : undefined;

/** Key of the row that a file key belongs to. */
export function parentKeyOf(key: string): string {
  const end = key.indexOf('/file:');
  return end < 0 ? key : key.slice(0, end);
}
