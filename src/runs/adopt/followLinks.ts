import { batchIdOfLink } from './batchId';

/**
 * Takes the paths of links and hands the id of a batch on, which asks the person. Anybody can make a link, so nothing
 * but a well-formed id is taken from it, and one that comes while the person is still asked about another is dropped.
 * Rejects where a link leads to no batch, and with what `add` rejects with.
 */
export function followLinks(add: (batchId: string) => Promise<void>): (path: string) => Promise<void> {
  let isAsking = false;
  return async path => {
    if (isAsking) return;
    const id = batchIdOfLink(path);
    if (id === undefined) throw new Error('This link leads to no batch: nothing was done.');
    isAsking = true;
    try {
      await add(id);
    } finally {
      isAsking = false;
    }
  };
}
