/** A request as a client would send it; `{kind}` in the path stands for an id of that kind. */
export interface Template {
  method: string;
  path: string;
  /** Names of query fields that the route knows. */
  query?: readonly string[];
  body?: unknown;
  /** Name of the file's field of a multipart form, and of its other fields. */
  form?: { file: string; fields: readonly string[] };
}

const scope = ['project_id', 'organization_id'];
const page = [...scope, 'page_size', 'page_token'];
const created = ['created_at_on_or_after', 'created_at_on_or_before'];
const v1 = '/api/v1/beta';

const schema = { type: 'object', properties: { total: { type: 'number', description: 'The sum' } } };
const hook = {
  ...{ webhook_url: 'http://127.0.0.1:9/', webhook_events: ['batch.success'] },
  ...{ webhook_headers: { a: 'b' }, webhook_output_format: 'json', webhook_signing_secret: 'secret' },
};
const parseOptions = {
  ...{ tier: 'fast', version: 'latest', disable_cache: true, client_name: 'fuzz' },
  page_ranges: { max_pages: 3, target_pages: '1,2-3' },
  crop_box: { top: 0.1, bottom: 0, left: 0, right: 0 },
  output_options: {
    markdown: { tables: { output_tables_as_markdown: true } },
    ...{ images_to_save: ['screenshot'], additional_outputs: ['stripped_md'], granular_bboxes: ['line'] },
  },
  processing_options: { ocr_parameters: { languages: ['en'] }, ignore: { ignore_hidden_text: true } },
  processing_control: {
    timeouts: { base_in_seconds: 10, extra_time_per_page_in_seconds: 1 },
    job_failure_conditions: { allowed_page_failure_ratio: 0.5 },
  },
  webhook_configurations: [hook],
};
const batchHooks = { webhook_configurations: [hook], webhook_configuration_ids: ['{webhook}'] };
const job = { type: 'parse_v2', configuration_id: '{configuration}' };

const get = (path: string, query: readonly string[] = scope): Template => ({ method: 'GET', path, query });
const post = (path: string, body: unknown = {}): Template => ({ method: 'POST', path, query: scope, body });
const put = (path: string, body: unknown): Template => ({ method: 'PUT', path, query: scope, body });
const del = (path: string): Template => ({ method: 'DELETE', path, query: scope });

export const templates: readonly Template[] = [
  get('/api/v1/projects', ['organization_id', 'project_name']),
  get('/api/v2/projects', [...page, 'name']),
  get('/api/v1/projects/{project}'),
  get('/api/v1/organizations'),
  get('/api/v2/organizations', [...page, 'name']),
  post('/local/projects', { name: 'w', workspace_key: 'k' }),
  post(`${v1}/directories`, { name: 'd', description: 'x', type: 'ephemeral', system_metadata: { a: 1 } }),
  get(`${v1}/directories`, [...page, 'name', 'type', 'types', 'include_deleted']),
  get(`${v1}/directories/{directory}`),
  { method: 'PATCH', path: `${v1}/directories/{directory}`, body: { name: 'e', description: null } },
  del(`${v1}/directories/{directory}`),
  get(`${v1}/directories/{directory}/files`, [
    ...[...page, 'expand', 'display_name', 'display_name_contains', 'unique_id', 'file_id'],
    ...['include_deleted', 'updated_at_on_or_after', 'updated_at_on_or_before'],
  ]),
  post(`${v1}/directories/{directory}/files`, {
    file_id: '{file}',
    unique_id: 'u',
    metadata: { a: 'b', n: 1 },
  }),
  get(`${v1}/directories/{directory}/files/{entry}`, [...scope, 'expand']),
  {
    method: 'PATCH',
    path: `${v1}/directories/{directory}/files/{entry}`,
    body: { display_name: 'n', directory_id: '{directory}', metadata: { a: null }, unique_id: 'v' },
  },
  del(`${v1}/directories/{directory}/files/{entry}`),
  post(`${v1}/directories/{directory}/files/bulk-delete`, { directory_file_ids: ['{entry}'] }),
  {
    method: 'POST',
    path: `${v1}/directories/{directory}/files/upload`,
    form: { file: 'upload_file', fields: ['unique_id', 'display_name', 'metadata', 'external_file_id'] },
  },
  { method: 'POST', path: `${v1}/files`, form: { file: 'file', fields: ['purpose', 'external_file_id'] } },
  get(`${v1}/files`, [...page, 'expand', 'file_ids', 'file_name', 'external_file_id', 'order_by']),
  post(`${v1}/files/query`, { filter: { file_ids: ['{file}'] }, page_size: 10, order_by: 'name desc' }),
  get(`${v1}/files/{file}`, [...scope, 'expand']),
  get(`${v1}/files/{file}/content`, [...scope, 'expires_at_seconds']),
  del(`${v1}/files/{file}`),
  get('/local/downloads/files/{file}', ['expires', 'signature']),
  post(`${v1}/configurations`, { name: 'c', parameters: { product_type: 'parse_v2', ...parseOptions } }),
  post(`${v1}/configurations`, {
    name: 'x',
    parameters: { product_type: 'extract_v2', data_schema: schema },
  }),
  post(`${v1}/configurations`, {
    name: 'k',
    parameters: { product_type: 'classify_v2', rules: [{ type: 'bill', description: 'A bill to be paid' }] },
  }),
  post(`${v1}/configurations`, {
    name: 's',
    parameters: { product_type: 'split_v1', categories: [{ name: 'a', description: 'b' }] },
  }),
  get(`${v1}/configurations`, [...page, 'name', 'product_type', 'latest_only']),
  get(`${v1}/configurations/{configuration}`),
  put(`${v1}/configurations/{configuration}`, {
    name: 'c2',
    parameters: { product_type: 'parse_v2', ...parseOptions },
  }),
  del(`${v1}/configurations/{configuration}`),
  post('/api/v2/batches', { source_directory_id: '{directory}', config: { job }, ...batchHooks }),
  get('/api/v2/batches', [...page, ...created, 'status', 'source_directory_id']),
  get('/api/v2/batches/{batch}', [...scope, 'expand']),
  post('/api/v2/batches/{batch}/cancel'),
  post('/api/v2/parse', { file_id: '{file}', user_metadata: { a: 'b' }, ...parseOptions }),
  post('/api/v2/parse', { source_url: 'http://127.0.0.1:9/a.pdf', tier: 'fast', version: 'latest' }),
  { method: 'POST', path: '/api/v2/parse/upload', form: { file: 'file', fields: ['configuration'] } },
  get('/api/v2/parse', [...page, ...created, 'status', 'job_ids']),
  get('/api/v2/parse/versions'),
  get('/api/v2/parse/{job}', [...scope, 'expand', 'image_filenames']),
  post('/api/v2/parse/{job}/cancel'),
  del('/api/v2/parse/{job}'),
  get('/api/v1/parsing/supported_file_extensions'),
  post('/api/v2/extract', { file_input: '{file}', configuration: { data_schema: schema, tier: 'agentic' } }),
  get('/api/v2/extract', [...page, ...created, 'status', 'job_ids', 'configuration_id', 'file_input']),
  get('/api/v2/extract/{extract}', [...scope, 'expand']),
  post('/api/v2/extract/{extract}/cancel'),
  del('/api/v2/extract/{extract}'),
  post('/api/v2/extract/schema/validation', { data_schema: schema }),
  post('/api/v2/extract/schema/generate', { prompt: 'totals', data_schema: schema }),
  post('/api/v2/classify', {
    file_input: '{file}',
    configuration: { rules: [{ type: 'a', description: 'A long text' }] },
  }),
  get('/api/v2/classify', [...page, ...created, 'status', 'job_ids', 'configuration_id']),
  get('/api/v2/classify/{classify}', [...scope, 'expand']),
  post('/api/v2/classify/{classify}/cancel'),
  get('/api/v1/job-data-points', [...page, ...created, 'job_type', 'status']),
  post(`${v1}/webhook-configs`, hook),
  get(`${v1}/webhook-configs`),
  get('/api/v2/webhook-configs', [...page, 'include_total']),
  put(`${v1}/webhook-configs/{webhook}`, hook),
  del(`${v1}/webhook-configs/{webhook}`),
  post(`${v1}/batch-processing`, {
    ...{ directory_id: '{directory}', page_size: 10, continue_as_new_threshold: 5 },
    job_config: {
      job_name: 'parse_raw_file_job',
      parameters: { type: 'parse', lang: 'en', languages: ['en'], max_pages: 2 },
    },
  }),
  get(`${v1}/batch-processing`, [...scope, 'directory_id', 'job_type', 'status', 'limit', 'offset']),
  get(`${v1}/batch-processing/{legacy}`),
  get(`${v1}/batch-processing/{legacy}/items`, [...scope, 'status', 'limit', 'offset']),
  post(`${v1}/batch-processing/{legacy}/cancel`, { reason: 'fuzz' }),
  get(`${v1}/batch-processing/items/{entry}/processing-results`, [...scope, 'job_type']),
];
