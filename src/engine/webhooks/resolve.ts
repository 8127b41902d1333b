import { type WebhookFields, webhookFields } from '../../protocol/webhooks';
import { notFound } from '../server/httpError';
import type { Store } from '../store/store';
import type { Hook } from './hooks';

/**
 * The webhooks that a request names, as the rows of what it creates keep them: later changes of a saved configuration do
 * not reach a batch or job that exists. One spelled out without a URL is passed over, as the API's schema allows it.
 * Throws 404 for a saved configuration that the project does not have.
 */
export function resolveHooks(store: Store, projectId: string, fields: WebhookFields): Hook[] {
  const inline = (fields.webhook_configurations ?? []).flatMap(({ webhook_url: url, ...given }) => {
    if (!url) return [];
    const { webhook_events: events = null, webhook_headers: headers = null } = given;
    const output_format = given.webhook_output_format ?? 'string';
    return [{ url, events, headers, output_format, signing_secret: given.webhook_signing_secret || null }];
  });
  const saved = [...new Set(fields.webhook_configuration_ids)].map(id => {
    const config = store.webhookConfigs.get(id);
    if (config?.project_id !== projectId) throw notFound(`Webhook configuration ${id}`);
    const { url, events, headers, output_format, signing_secret } = config;
    return { url, events, headers, output_format: output_format ?? 'string', signing_secret };
  });
  return [...inline, ...saved];
}

/** Parameters without the webhooks among them: those are kept resolved, and their secrets once. */
export const withoutHooks = (parameters: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parameters).filter(([key]) => !Object.hasOwn(webhookFields, key)));
