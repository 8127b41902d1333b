import { type Clock, delay } from '../../base/clock';
import { type Log, messageOf } from '../../base/log';
import { deadline } from '../outbound/deadline';
import { OutboundError } from '../outbound/outboundError';
import type { DeliveryRow, WebhookOutbox } from '../store/webhookOutbox';
import type { Post } from './post';

/** A receiver answers within this time, and gets three tries, 1 s, 2 s, 4 s … apart (LlamaCloud API docs, "Webhooks"). */
const answerMs = 30_000;
const mostTries = 3;
export const mostBackOffMs = 60_000;
const backOffMs = (failed: number): number => Math.min(1000 * 2 ** (failed - 1), mostBackOffMs);

/** Wait after an error of the disk. */
export const diskRetryMs = 10_000;

export interface AttemptOptions {
  outbox: WebhookOutbox;
  clock: Clock;
  log: Log;
  post: Post;
}

/**
 * Tries a delivery once and writes down how that ended. True when the receiver took it. A try that `ending` cuts off is
 * none: the next engine makes it again.
 */
export async function attempt(
  delivery: DeliveryRow,
  options: AttemptOptions,
  ending: AbortSignal,
): Promise<boolean> {
  const problem = await send(delivery, options, ending);
  if (problem === null || !ending.aborted) await settle(delivery, problem, options, ending);
  return problem === null;
}

/** What went wrong; null for nothing. */
async function send(
  delivery: DeliveryRow,
  { clock, post }: AttemptOptions,
  ending: AbortSignal,
): Promise<string | null> {
  const late = new OutboundError(`no answer within ${answerMs / 1000} s`);
  const { signal, clear } = deadline(clock, answerMs, late, ending);
  try {
    const status = await post(delivery, signal);
    return status >= 200 && status < 300 ? null : `status ${status}`;
  } catch (error) {
    return messageOf(error);
  } finally {
    clear();
  }
}

/** Goes on until the outcome is written down, so that nothing is sent twice meanwhile, or the engine ends. */
async function settle(
  delivery: DeliveryRow,
  problem: string | null,
  options: AttemptOptions,
  ending: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      return record(delivery, problem, options);
    } catch (error) {
      options.log.error(`the outcome of a webhook cannot be written down: ${messageOf(error)}`);
    }
    try {
      await delay(options.clock, diskRetryMs, ending);
    } catch {
      return;
    }
  }
}

function record(delivery: DeliveryRow, problem: string | null, { outbox, clock, log }: AttemptOptions): void {
  const failed = delivery.tries + 1;
  if (problem !== null && failed < mostTries) {
    outbox.postpone(delivery, clock.now() + backOffMs(failed));
    return;
  }
  outbox.remove(delivery.id);
  if (problem === null) return;
  const { event_type, subject_id, receiver } = delivery;
  // Neither path nor headers: both may hold a secret.
  log.warn(
    `webhook ${event_type} of ${subject_id} to ${receiver} was given up after ${failed} tries: ${problem}`,
  );
}
