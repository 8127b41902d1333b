import type { Services } from '../services';

/**
 * Shows a row in the tree, opened, or one of its files. The tree reads what it has not read yet first, since VS Code
 * can only reveal what has a parent.
 */
export async function revealRow(services: Services, rowKey: string, fileKey?: string): Promise<void> {
  const { tree, view } = services;
  await tree.load();
  const batch = tree.batchNode(rowKey);
  if (!batch) return;
  await view.reveal(batch, { select: fileKey === undefined, focus: fileKey === undefined, expand: true });
  const file = fileKey === undefined ? undefined : await tree.fileNode(batch, fileKey);
  if (file) await view.reveal(file, { select: true, focus: true });
}
