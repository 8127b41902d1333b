import type { UriHandler } from 'vscode';
import { messageOf } from '../base/log';
import { followLinks } from '../runs/adopt/followLinks';
import type { Services } from '../services';
import { Dismissed, tell } from './register';

/** Links to a batch, `vscode://llama-batches.llama-batches/batch/<id>`: a person is asked before anything is sent. */
export function batchLinks(services: Services): UriHandler {
  const follow = followLinks(async id => (await import('./actions/addBatch')).addBatchOfLink(services, id));
  return {
    async handleUri({ path }) {
      try {
        await follow(path);
      } catch (error) {
        if (error instanceof Dismissed) return;
        services.log.warn(`A link could not be followed: ${messageOf(error)}`);
        void tell(error);
      }
    },
  };
}
