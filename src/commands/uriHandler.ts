import type { Uri, UriHandler } from 'vscode';
import { messageOf } from '../base/log';
import { batchIdOfLink } from '../runs/adopt/batchId';
import type { Services } from '../services';
import { Dismissed, tell } from './register';

/**
 * Links to a batch, `vscode://llama-batches.llama-batches/batch/<id>`. Anybody can make one, so nothing but a well-formed
 * id is taken from it, a person is asked before anything is sent, and only one link is asked about at a time.
 */
export function batchLinks(services: Services): UriHandler {
  let isAsking = false;
  return {
    async handleUri({ path }: Uri): Promise<void> {
      if (isAsking) return;
      isAsking = true;
      try {
        const id = batchIdOfLink(path);
        if (id === undefined) throw new Error('This link leads to no batch: nothing was done.');
        await (await import('./actions/addBatch')).addBatchOfLink(services, id);
      } catch (error) {
        if (error instanceof Dismissed) return;
        services.log.warn(`A link could not be followed: ${messageOf(error)}`);
        void tell(error);
      } finally {
        isAsking = false;
      }
    },
  };
}
