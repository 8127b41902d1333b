import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import LlamaCloud, { APIError } from '@llamaindex/llama-cloud';
import type { BatchCreateParams } from '@llamaindex/llama-cloud/resources/batches';
import * as z from 'zod/mini';
import { batch } from '../../src/protocol/batches';
import { configuration } from '../../src/protocol/configurations';
import { directory } from '../../src/protocol/directories';
import { directoryFile } from '../../src/protocol/directoryFiles';
import { errorSentence } from '../../src/protocol/errors';
import { parseJob } from '../../src/protocol/parseJobs';
import { parseResult } from '../../src/protocol/parseResults';
import { project } from '../../src/protocol/projects';
import type { Driver } from './driver';
import { checkedFetch } from './harness/checkedFetch';

/** LlamaCloud's own TypeScript client. Its answers go through our schemas: it checks none itself. */
export function officialSdk(url: string, token: string): Driver {
  const client = new LlamaCloud({ apiKey: token, baseURL: url, maxRetries: 0, fetch: checkedFetch(url) });
  const { directories } = client.beta;
  return {
    listProjects: async () => z.array(project).parse(await client.projects.list()),
    listConfigurations: async () =>
      read(client.configurations.list({ product_type: ['parse_v2'] }), configuration),
    // expires_at is gone from the newest type of the request, though the guide sends it.
    createDirectory: async body => directory.parse(await directories.create(body as { name: string })),
    deleteDirectory: async id => void (await directories.delete(id)),
    upload: async (id, path, { unique_id, metadata }) =>
      directoryFile.parse(
        await directories.files.upload(id, {
          upload_file: createReadStream(path),
          unique_id,
          metadata: JSON.stringify(metadata),
        }),
      ),
    listFiles: (id, page_size) => read(directories.files.list(id, { page_size }), directoryFile),
    createBatch: async body => batch.parse(await client.batches.create(body as BatchCreateParams)),
    getBatch: async (id, expand) => batch.parse(await client.batches.get(id, { expand })),
    listBatches: filter => read(client.batches.list(filter as { status?: 'RUNNING' }), batch),
    cancelBatch: async id => batch.parse(await client.batches.cancel(id)),
    listJobs: job_ids => read(client.parsing.list({ job_ids }), parseJob),
    getParse: async (id, expand) => parseResult.parse(await client.parsing.get(id, { expand })),
    refusal: error => {
      assert.ok(error instanceof APIError, String(error));
      return { status: error.status, said: errorSentence(error.error) ?? '' };
    },
  };
}

async function read<T>(items: AsyncIterable<unknown>, schema: z.ZodMiniType<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(schema.parse(item));
  return all;
}
