import * as z from 'zod/mini';
import type { Open } from './wire';

const events = <Product extends string, State extends string>(product: Product, ...states: State[]) =>
  states.map(state => `${product}.${state}` as const);

/** Events that a webhook can ask for (LlamaCloud API docs; `verify.*` of the newest specification). */
export const webhookEvents = [
  ...events('batch', 'pending', 'running', 'success', 'error', 'cancelled'),
  ...events('parse', 'pending', 'running', 'success', 'error', 'partial_success', 'cancelled'),
  ...events('extract', 'pending', 'success', 'error', 'partial_success', 'cancelled'),
  ...events('classify', 'pending', 'running', 'success', 'error', 'partial_success', 'cancelled'),
  ...events('sheets', 'pending', 'success', 'error', 'partial_success', 'cancelled'),
  ...events('split', 'pending', 'processing', 'success', 'error', 'cancelled'),
  ...events('verify', 'pending', 'running', 'success', 'error', 'cancelled'),
  'unmapped_event' as const,
];
export type WebhookEvent = (typeof webhookEvents)[number];

/** Most saved configurations that one request may name (LlamaCloud API docs). */
export const maxWebhookIds = 4;
/** Most configurations that one request may spell out; the API states none, ours keeps a job's deliveries countable. */
const maxInlineWebhooks = 16;
/** Longest URL: what the API's own URL type takes (pydantic, `HttpUrl`). */
const maxUrlLength = 2083;
/** Most characters of all custom headers together: half of what Node's server reads (`--max-http-header-size`). */
const maxHeaderCharacters = 8 * 1024;

/**
 * Headers that belong to the connection or to the delivery itself: RFC 9110 §7.6.1 and the API's own
 * (LlamaCloud API docs, "Webhooks").
 */
const ownHeaders: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te'],
  ...['trailer', 'transfer-encoding', 'upgrade', 'expect', 'host', 'content-length', 'content-encoding'],
  ...['user-agent', 'x-webhook-event-id', 'x-webhook-event-type', 'lc-signature'],
]);

function headerRefusal(name: string, value: string): string | null {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'The header name is not valid';
  if (ownHeaders.has(name.toLowerCase())) return 'This header is set by the server and cannot be replaced';
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? null
    : 'The header value holds characters that HTTP forbids';
}

const webhookHeaders = z.record(z.string(), z.string()).check(({ value, issues }) => {
  const refuse = (message: string, ...path: string[]) =>
    issues.push({ code: 'custom', message, path, input: value, continue: true });
  for (const [name, text] of Object.entries(value)) {
    const message = headerRefusal(name, text);
    if (message) refuse(message, name);
  }
  if (Object.entries(value).join('').length > maxHeaderCharacters)
    refuse('The headers are too long together');
});

/** An http(s) URL; a user name or password in it would show in lists, a header does not belong to the address. */
const webhookUrl = z.string().check(
  z.maxLength(maxUrlLength),
  z.refine(
    text => {
      const url = URL.parse(text);
      return /^https?:/i.test(text) && url !== null && !url.username && !url.password;
    },
    { error: 'Input should be a valid http or https URL without a user name or password' },
  ),
);

const optional = <S extends z.ZodMiniType>(schema: S) => z.optional(z.nullable(schema));

const options = {
  /** Null or missing: all events. An empty list is refused, as it would hear of nothing (official SDK). */
  webhook_events: optional(z.array(z.enum(webhookEvents)).check(z.minLength(1))),
  webhook_headers: optional(webhookHeaders),
  /** `string` (default): the body is a JSON string that holds the payload as JSON; `json`: the payload itself. */
  webhook_output_format: optional(z.enum(['string', 'json'])),
  /** Signs the body (`LC-Signature`). Never answered. */
  webhook_signing_secret: optional(z.string().check(z.maxLength(1024))),
};

/** A webhook spelled out in the request that creates a batch or job. */
export const webhookConfiguration = z.object({ webhook_url: optional(webhookUrl), ...options });
export type WebhookConfiguration = z.output<typeof webhookConfiguration>;

/** Webhooks among the options of a parse, where the API knows no other keys and no null (OpenAPI document). */
export const strictWebhooks = z
  .array(z.strictObject(webhookConfiguration.shape))
  .check(z.maxLength(maxInlineWebhooks));

/** The fields by which a request that creates a batch or job names its webhooks. */
export const webhookFields = {
  webhook_configurations: optional(z.array(webhookConfiguration).check(z.maxLength(maxInlineWebhooks))),
  webhook_configuration_ids: optional(z.array(z.string()).check(z.maxLength(maxWebhookIds))),
};
export interface WebhookFields {
  webhook_configurations?: WebhookConfiguration[] | null | undefined;
  webhook_configuration_ids?: string[] | null | undefined;
}

/** Body of `POST /api/v1/beta/webhook-configs`. */
export const webhookConfigCreate = z.object({ webhook_url: webhookUrl, ...options });
export type WebhookConfigCreate = z.output<typeof webhookConfigCreate>;

/** Body of `PUT /api/v1/beta/webhook-configs/{config_id}`: what it does not name stays. */
export const webhookConfigUpdate = webhookConfiguration;
export type WebhookConfigUpdate = WebhookConfiguration;

/** What a webhook receives; `timestamp` in seconds since 1970. */
export interface WebhookPayload {
  event_id: string;
  event_type: Open<WebhookEvent>;
  timestamp: number;
  data: Record<string, unknown>;
}
