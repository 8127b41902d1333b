import { createHmac } from 'node:crypto';
import type { Outbound } from '../outbound/outbound';
import type { DeliveryRow } from '../store/webhookOutbox';

/** Sends a delivery once. Resolves with the status that the receiver answers; rejects where it does not. */
export type Post = (delivery: DeliveryRow, signal: AbortSignal) => Promise<number>;

/** What a receiver may say; nobody reads it. */
const mostAnswerBytes = 16 * 1024;

/** Sends through `outbound`. A redirect is an answer like any other (LlamaCloud API docs, "Webhooks": any 2xx is success). */
export function createPost(outbound: Pick<Outbound, 'send'>): Post {
  return async (delivery, signal) => {
    const { headers, body } = messageOf(delivery);
    const url = new URL(delivery.hook.url);
    const answer = await outbound.send(url, { method: 'POST', headers, body, signal, loopback: true });
    // The status is what counts, also where the rest of the answer fails.
    await answer.body.dump({ limit: mostAnswerBytes, signal }).catch(() => undefined);
    return answer.statusCode;
  };
}

/** Headers and body as the API sends them (LlamaCloud API docs, "Webhooks"). */
export function messageOf({ hook, payload, event_id, event_type }: DeliveryRow): {
  headers: Record<string, string>;
  body: string;
} {
  const body = hook.output_format === 'string' ? JSON.stringify(payload) : payload;
  const own = {
    'User-Agent': 'llamaindex-webhook-service/1.0',
    'X-Webhook-Event-ID': event_id,
    'X-Webhook-Event-Type': event_type,
    ...(hook.signing_secret && { 'LC-Signature': signature(hook.signing_secret, body) }),
  };
  const custom = without(hook.headers ?? {}, own);
  return { body, headers: { ...without({ 'Content-Type': 'application/json' }, custom), ...custom, ...own } };
}

/** Those headers that `others` do not have, in whatever case. */
function without(headers: Record<string, string>, others: Record<string, string>): Record<string, string> {
  const names = new Set(Object.keys(others).map(name => name.toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase())));
}

const signature = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
