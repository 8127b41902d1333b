import type { Operation, Schema, Spec } from './spec';

const text: Schema = { type: 'string' };
const orNull = (...schemas: Schema[]): Schema => ({ anyOf: [...schemas, { type: 'null' }] });
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** Routes that are newer than the OpenAPI document of 2026-08-20. */
const routes: Operation[] = [
  // SDK 2.16.0, resources/parsing.ts
  {
    method: 'DELETE',
    path: '/api/v2/parse/{job_id}',
    status: 200,
    answer: object({ id: text, project_id: text }),
  },
  // The SDK's repository after 2.16.0, resources/classify.ts
  {
    method: 'DELETE',
    path: '/api/v2/classify/{job_id}',
    status: 200,
    answer: object({ id: text, project_id: orNull(text) }, ['id']),
  },
  // The SDK's repository after 2.16.0, resources/webhook-configs.ts
  {
    method: 'GET',
    path: '/api/v2/webhook-configs',
    query: {
      page_size: orNull({ type: 'integer' }),
      page_token: orNull(text),
      include_total: { type: 'boolean' },
    },
    status: 200,
    answer: object(
      {
        items: { type: 'array', items: ref('WebhookConfigResponse') },
        next_page_token: orNull(text),
        total_size: orNull({ type: 'integer' }),
      },
      ['items'],
    ),
  },
];

/** Keys of objects that are newer than the document, or that it never told. */
const keys: Record<string, Record<string, Schema>> = {
  // SDK 2.16.0, resources/parsing.ts
  ParseVersionsResponse: {
    latest: object({ fast: text, cost_effective: text, agentic: text, agentic_plus: text }),
  },
  MarkdownResultPage: {
    line_numbers: orNull({
      type: 'array',
      items: object({
        line_number: text,
        start_index: { type: 'integer' },
        end_index: { type: 'integer' },
      }),
    }),
  },
  MetadataResult: {
    document: orNull(
      object(
        {
          confidence: orNull({ type: 'number' }),
          confidence_breakdown: orNull(
            object({
              min_page_score: { type: 'number' },
              scored_pages: { type: 'integer' },
              total_pages: { type: 'integer' },
            }),
          ),
        },
        [],
      ),
    ),
  },
  LlamaParseMarkdownOptions: { annotate_line_numbers: orNull({ type: 'boolean' }) },
  // The guide sends it, and the answer holds it; requests knew it until 2026-06-10 (LlamaCloud API docs).
  DirectoryCreateRequest: { expires_at: orNull({ type: 'string', format: 'date-time' }) },
};

/** Events that are newer than the document (the SDK's repository after 2.16.0, resources/webhook-configs.ts). */
const events = ['verify.cancelled', 'verify.error', 'verify.pending', 'verify.running', 'verify.success'];

/** File types are data of the service too; the document itself lacks `.txt`, which the docs name. */
const extension: Schema = { type: 'string', pattern: '^\\.[a-z0-9]+$' };

/** Dated versions of the tiers: their list is data of the service, which grows with every release (SDK 2.16.0 knows more). */
const version: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const tiers = ['fast', 'cost_effective', 'agentic', 'agentic_plus'] as const;

/** Lays what is known from other sources over the document; each thing with its source. */
export function overlay({ operations, $defs }: Spec): Spec {
  const defs = { ...$defs };
  const extend = (name: string, properties: Record<string, Schema>) => {
    const schema = defs[name];
    if (!schema?.properties) throw new Error(`The OpenAPI data holds no object ${name}`);
    defs[name] = { ...schema, properties: { ...schema.properties, ...properties } };
  };
  for (const [name, properties] of Object.entries(keys)) extend(name, properties);
  for (const name of Object.keys(defs).filter(key => /^Webhook/.test(key))) {
    const known = defs[name]?.properties?.['webhook_events']?.anyOf?.[0]?.items?.enum ?? [];
    const webhook_events = orNull({ type: 'array', items: { type: 'string', enum: [...known, ...events] } });
    extend(name, { webhook_events });
  }
  extend('ParseVersionsResponse', Object.fromEntries(tiers.map(t => [t, { type: 'array', items: version }])));
  defs['LlamaParseSupportedFileExtensions'] = extension;
  return { operations: [...operations, ...routes], $defs: defs };
}
