import { window, workspace } from 'vscode';
import { legacyFileRow, legacyText } from '../../runs/legacy/legacyResult';
import type { Services } from '../../services';
import type { LegacyItemNode } from '../../views/nodes';
import { openResult } from '../openResult';
import { nodesOf } from '../targets';

/** Opens what became of files of an older batch: a parse or an extraction as any other, all else as JSON. */
export async function openLegacyResult(services: Services, args: readonly unknown[]): Promise<void> {
  const nodes = nodesOf('legacyItem', args[0], args[1]);
  for (const node of nodes) await openItem(services, node, nodes.length > 1);
}

async function openItem(
  { connections, documents }: Services,
  { place, jobType, item }: LegacyItemNode,
  keep: boolean,
): Promise<void> {
  const row = legacyFileRow(place, jobType, item);
  if (row) return openResult(documents, row, 'markdown', { keep });
  const cloud = await connections.clientFor(place.connectionId);
  const content = await legacyText(cloud, jobType, item, { projectId: place.projectId });
  const document = await workspace.openTextDocument({ language: 'json', content });
  await window.showTextDocument(document, { preview: !keep });
}
