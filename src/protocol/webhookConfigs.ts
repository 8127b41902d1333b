import * as z from 'zod/mini';
import { pageOf } from './pages';
import type { WebhookEvent } from './webhooks';
import { datetime, hint, maybe, open } from './wire';

/** A saved webhook configuration (`/api/v1/beta/webhook-configs`, LlamaCloud API docs); the secret is never told. */
export const webhookConfig = z.looseObject({
  id: z.string(),
  has_secret: z.boolean(),
  tenant_id: z.string(),
  tenant_type: z.string(),
  webhook_url: z.string(),
  webhook_events: maybe(z.array(open<WebhookEvent>())),
  webhook_headers: maybe(z.record(z.string(), z.string())),
  webhook_output_format: maybe(open<'string' | 'json'>()),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type WebhookConfig = z.output<typeof webhookConfig>;
export const webhookConfigs = z.array(webhookConfig);
export const webhookConfigPage = pageOf(webhookConfig);
