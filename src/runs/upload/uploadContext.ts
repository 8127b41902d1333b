import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { LlamaCloud, RequestOptions } from '../../client/api';
import type { WebhookFields } from '../../protocol/webhooks';
import type { RunEvent } from '../ledgerEvents';
import type { Run } from '../run';
import type { Lookups } from './lookups';
import type { UploadProgress } from './uploadProgress';

/** What the steps of one run's upload work with. */
export interface UploadContext {
  cloud: LlamaCloud;
  lookups: Lookups;
  /** What never changes of the run; unlike {@link run} it costs nothing to ask for with every file. */
  origin: Pick<Run, 'id' | 'startedAt' | 'configuration' | 'jobType'>;
  /** The run as it stands in the ledger. Throws when it was removed. */
  run(): Run;
  append(...events: RunEvent[]): Promise<void>;
  progress: UploadProgress;
  /** Goes with every request: the run's project, and the signal that ends the upload. */
  request: RequestOptions & { signal: AbortSignal };
  clock: Clock;
  log: Log;
  /** Files sent at a time. */
  concurrency: number;
  /** Files of one directory, and so of one batch. */
  maxBatchFiles: number;
  /** Webhooks for a batch, asked for just before it is made; they hold secrets and are kept nowhere. */
  webhooks(): Promise<WebhookFields>;
}
