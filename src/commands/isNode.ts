import type { Node } from '../views/nodes';

const kinds = new Set([
  'connection',
  'project',
  'batches',
  'directories',
  'batch',
  'file',
  'directory',
  'directoryFile',
  'configurations',
  'configuration',
  'legacyBatches',
  'legacyBatch',
  'legacyItem',
  'more',
  'message',
]);

/** Whether a command was called on a node of the tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && kinds.has(String(value.kind));
}
