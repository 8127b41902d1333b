import { requestCheck } from './openapi/schemas';

/** Requests that the engine judges otherwise than the OpenAPI document does. */
export interface Deviation {
  /** Routes, `POST /api/v2/parse`. */
  routes: string[];
  /** Names the changes of a body (openapi/mutants.ts) that it is about. */
  change: RegExp;
  /** What becomes of such a body instead. */
  isTaken: boolean | ((body: unknown) => boolean);
  /** Where it is told that LlamaCloud does so too, or why this engine must. */
  why: string;
  /** It decided about some request: one that is no longer needed must go. */
  used?: boolean;
}

const parse = ['POST /api/v2/parse'];
const configurations = ['POST /api/v1/beta/configurations', 'PUT /api/v1/beta/configurations/{config_id}'];
const parseParameters = [...parse, ...configurations];

/** Each is told by a source that knows more than the document, or is ours with a reason. */
export const deviations: Deviation[] = [
  {
    routes: parse,
    change: /^\/file_id (= null|left out)$|^\/source_url = "http:/,
    isTaken: false,
    why: 'Exactly one of file_id and source_url (LlamaCloud API docs).',
  },
  {
    routes: parse,
    change: /^\/tier = "no_such_value"$/,
    isTaken: false,
    why: 'An unknown tier is 422, `Unsupported tier: x. Must be one of: …` (LlamaCloud API docs, troubleshooting).',
  },
  {
    routes: parseParameters,
    change: /\/version = "no_such_value"$/,
    isTaken: false,
    why: 'The version is `latest` or a dated one of the tier (LlamaCloud API docs); the document takes any text.',
  },
  {
    routes: parseParameters,
    change: /\/fast_options = {}$/,
    isTaken: false,
    why: 'They are for the fast tier alone (LlamaCloud API docs).',
  },
  {
    routes: parseParameters,
    change: /\/crop_box\/(bottom = 0|right = 0|left = 1|top = 1)$/,
    isTaken: false,
    why: 'Nothing would be left of the page: all sides count from its top left corner (the document, LlamaParseCropBox).',
  },
  {
    routes: [...configurations, 'POST /api/v2/extract'],
    change: /\/spreadsheet_mode = true$/,
    isTaken: false,
    why: 'Requires the agentic_plus tier (SDK 2.16.0, resources/configurations.ts).',
  },
  {
    routes: ['POST /api/v1/beta/configurations', ...parse],
    change: /\/webhook_headers\/key_of_no_schema = 7$/,
    isTaken: false,
    why: 'A header is a text; the same webhook beside any other job may hold texts alone (the document, WebhookConfiguration).',
  },
  {
    routes: configurations,
    change: /^\/parameters\/key_of_no_schema = 7$/,
    isTaken: body =>
      (body as { parameters: { product_type: string } }).parameters.product_type !== 'parse_v2',
    why: 'Options of a parse know no other keys, wherever they stand: the same ones in a request are refused (ParseRequestConfiguration).',
  },
  {
    routes: ['POST /api/v1/beta/files/query'],
    change: /^\/filter\/(project_id|file_ids\/0|data_source_id) = "no-uuid"$/,
    isTaken: true,
    why: 'Declared as uuid, but ids are opaque, and the examples of the same document have a prefix (LlamaCloud API docs).',
  },
  {
    routes: ['POST /api/v1/beta/batch-processing/{job_id}/cancel'],
    change: /^\/ = null$/,
    isTaken: true,
    why: 'Who sends no body has no reason to tell.',
  },
  {
    routes: ['POST /api/v1/beta/batch-processing'],
    change: /^\/job_config\//,
    isTaken: isKindOfJob,
    why: 'To the document, a classify job with a fault is a parse job with unknown keys: it would parse what was to be classified.',
  },
];

/** Judges a legacy job by the kind that its keys tell. */
function isKindOfJob(body: unknown): boolean {
  const { job_config } = body as { job_config: object };
  const classifies = ['rules', 'mode', 'parsing_configuration', 'status'].some(key => key in job_config);
  const kind = classifies ? 'ClassifyJob' : 'BatchParseJobRecordCreate';
  return requestCheck({ $ref: `#/$defs/${kind}` })(job_config).length === 0;
}
