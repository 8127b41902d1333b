import type { ContractServer } from './harness/contractServer';

/** A valid body of a route, from which the invalid ones are made. */
export interface RequestBody {
  /** Ids of path parameters by name. */
  ids?: Record<string, string>;
  body: unknown;
}

const rules = [{ type: 'invoice', description: 'Has an invoice number and a total.' }];
const data_schema = { type: 'object', properties: { total: { type: 'number' } } };
/** Ids of nothing: whoever sends one in a valid body hears 404, and no job is made. */
const nothing = 'none';

const url = 'http://127.0.0.1:9/a';
const parse = { product_type: 'parse_v2', tier: 'agentic', version: 'latest' } as const;
const files = '/api/v1/beta/directories/{directory_id}/files';

const directory = async ({ sdk }: Pick<ContractServer, 'sdk'>) => {
  const { id: directory_id } = await sdk.beta.directories.create({ name: 'requests' });
  return { directory_id };
};
const plain = (body: unknown) => {
  return async (): Promise<RequestBody> => ({ body });
};

/** A body for every route that takes JSON. */
export const requestBodies: Record<string, (server: ContractServer) => Promise<RequestBody>> = {
  'POST /api/v1/beta/directories': plain({ name: 'a' }),
  'PATCH /api/v1/beta/directories/{directory_id}': async server => ({
    ids: await directory(server),
    body: { name: 'a' },
  }),
  [`POST ${files}`]: async server => ({ ids: await directory(server), body: { file_id: nothing } }),
  [`PATCH ${files}/{directory_file_id}`]: async server => {
    const ids = await directory(server);
    const upload_file = new File(['Tide table'], 'tides.txt');
    const file = await server.sdk.beta.directories.files.upload(ids.directory_id, { upload_file });
    return { ids: { ...ids, directory_file_id: file.id }, body: { display_name: 'tides.txt' } };
  },
  [`POST ${files}/bulk-delete`]: async server => ({
    ids: await directory(server),
    body: { directory_file_ids: [nothing] },
  }),
  'POST /api/v1/beta/files/query': plain({}),
  'POST /api/v1/beta/configurations': plain({ name: 'a', parameters: parse }),
  'PUT /api/v1/beta/configurations/{config_id}': async ({ sdk }) => {
    const body = { name: 'requests', parameters: parse };
    const { id: config_id } = await sdk.configurations.create(body);
    return { ids: { config_id }, body };
  },
  'POST /api/v1/beta/webhook-configs': plain({ webhook_url: url }),
  'PUT /api/v1/beta/webhook-configs/{config_id}': async ({ sdk }) => {
    const { id: config_id } = await sdk.webhookConfigs.create({ webhook_url: url });
    return { ids: { config_id }, body: { webhook_url: url } };
  },
  'POST /api/v1/beta/batch-processing': plain({
    directory_id: nothing,
    job_config: { job_name: 'parse_raw_file_job' },
  }),
  'POST /api/v1/beta/batch-processing/{job_id}/cancel': async ({ sdk, legacy }) => {
    const { directory_id } = await directory({ sdk });
    const upload_file = new File(['Tide table'], 'tides.txt');
    await sdk.beta.directories.files.upload(directory_id, { upload_file });
    const { id: job_id } = await legacy.beta.batch.create({ directory_id, job_config: {} });
    return { ids: { job_id }, body: { reason: 'no longer needed' } };
  },
  'POST /api/v2/parse': async ({ sdk }) => {
    const file = new File(['Tide table'], 'tides.txt');
    const { id: file_id } = await sdk.files.create({ file, purpose: 'parse' });
    return { body: { file_id, tier: 'agentic', version: 'latest' } };
  },
  'POST /api/v2/extract': plain({ file_input: nothing, configuration: { data_schema } }),
  'POST /api/v2/extract/schema/validation': plain({ data_schema }),
  'POST /api/v2/extract/schema/generate': plain({ prompt: 'The total of an invoice.' }),
  'POST /api/v2/classify': plain({ file_input: nothing, configuration: { rules } }),
  'POST /api/v2/batches': plain({
    source_directory_id: nothing,
    config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } },
  }),
};
