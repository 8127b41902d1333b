import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { ApiError } from '../../src/client/errors';
import { createLlamaCloud } from '../../src/client/llamaCloud';
import { itemsOf } from '../../src/client/paging';
import type { Driver } from './driver';
import { checkedFetch } from './harness/checkedFetch';

/** The extension's client. */
export function ourClient(url: string, token: string): Driver {
  const cloud = createLlamaCloud({
    baseUrl: url,
    token: async () => token,
    fetch: checkedFetch(url),
    userAgent: 'llama-batches/test',
    maxRetries: 0,
  });
  return {
    listProjects: () => cloud.listProjects(),
    listConfigurations: () =>
      read(itemsOf(page => cloud.listConfigurations({ product_type: ['parse_v2'], ...page }))),
    createDirectory: body => cloud.createDirectory(body),
    deleteDirectory: id => cloud.deleteDirectory(id),
    upload: (id, path, fields) => cloud.uploadDirectoryFile(id, { path, fileName: basename(path) }, fields),
    listFiles: (id, page_size) => read(itemsOf(page => cloud.listDirectoryFiles(id, { page_size, ...page }))),
    createBatch: body => cloud.createBatch(body),
    getBatch: (id, expand) => cloud.getBatch(id, expand),
    listBatches: filter => read(itemsOf(page => cloud.listBatches({ ...filter, ...page }))),
    cancelBatch: id => cloud.cancelBatch(id),
    listJobs: job_ids => read(itemsOf(page => cloud.listParseJobs({ job_ids, ...page }))),
    getParse: (id, expand) => cloud.getParse(id, expand),
    refusal: error => {
      assert.ok(ApiError.is(error), String(error));
      return { status: error.status, said: error.serverSentence ?? '' };
    },
  };
}

async function read<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
