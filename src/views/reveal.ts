import { delay, systemClock } from '../base/clock';
import { messageOf } from '../base/log';
import type { Services } from '../services';
import type { Node } from './nodes';

/** VS Code cannot resolve an element while it reads the tree anew; it gathers changes for 200 ms before it does. */
const settleMs = 250;
const attempts = 8;

/** Which part of a row is shown, and whether the keyboard goes there too. */
export interface RevealRow {
  fileKey?: string | undefined;
  /** False where a person may be typing elsewhere by now. */
  focus: boolean;
}

/**
 * Shows a row in the tree, opened, or one of its files. The tree first reads what it has not read yet, since VS Code
 * can only reveal what has a parent. A row that cannot be shown is no error for a person who asked for something else.
 */
export async function revealRow(
  services: Services,
  rowKey: string,
  { fileKey, focus }: RevealRow,
): Promise<void> {
  await services.tree.load();
  const batch = services.tree.batchNode(rowKey);
  if (!batch) return;
  const toFile = fileKey !== undefined;
  await reveal(services, batch, { select: !toFile, focus: focus && !toFile, expand: true });
  const file = toFile ? await services.tree.fileNode(batch, fileKey) : undefined;
  if (file) await reveal(services, file, { select: true, focus });
}

type RevealOptions = Parameters<Services['view']['reveal']>[1];

async function reveal({ view, log }: Services, node: Node, options: RevealOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await view.reveal(node, options);
    } catch (error) {
      if (attempt === attempts) return log.warn(`${node.id} could not be shown: ${messageOf(error)}`);
      await delay(systemClock, settleMs);
    }
  }
}
