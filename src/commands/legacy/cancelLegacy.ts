import type { Services } from '../../services';
import { nodesOf } from '../targets';

/** Cancels batches of the older route. Files that are done keep their results. */
export async function cancelLegacy(services: Services, args: readonly unknown[]): Promise<void> {
  const { connections, catalog, tree } = services;
  for (const { place, batch, parent } of nodesOf('legacyBatch', args[0], args[1])) {
    const cloud = await connections.clientFor(place.connectionId);
    await cloud.cancelLegacyBatch(batch.id, 'Cancelled by a person', { projectId: place.projectId });
    catalog.legacy(place).outdate();
    tree.refresh(parent);
  }
}
