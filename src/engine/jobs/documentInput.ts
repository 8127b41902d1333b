import { badRequest, notFound } from '../server/httpError';
import type { DocumentInput } from '../store/queuedJobs';
import type { Store } from '../store/store';

const refusal = (sentence: string) => badRequest(`inputs_invalid: ${sentence}`);

/**
 * What an extract or classify job works on, by the id that a request names: a file, a directory file (the API's examples
 * have `dfl-…` for both), or a parse job that is COMPLETED. Throws 404 and 400 `inputs_invalid: …`.
 */
export function documentInput(store: Store, projectId: string, id: string): DocumentInput {
  return id.startsWith('pjb-') ? finishedParse(store, projectId, id) : storedFile(store, projectId, id);
}

/** A document on the web. Throws 400 where it is no address. */
export function webInput(address: string): DocumentInput {
  const url = URL.parse(address);
  if (!url) throw refusal(`${address} is not a valid URL.`);
  return {
    ...{ file_input: address, input_type: 'url', name: url.pathname.split('/').at(-1) || url.hostname },
    ...{ sha256: null, size: 0, parse_job_id: null },
  };
}

function storedFile(store: Store, projectId: string, id: string): DocumentInput {
  const listed = id.startsWith('dfl-') ? store.directoryFiles.find(id) : undefined;
  const file = store.files.get(listed?.file_id ?? id);
  if (file?.project_id !== projectId) throw notFound('File');
  const { sha256, size } = file;
  const name = listed?.display_name ?? file.name;
  return { file_input: id, input_type: 'file_id', name, sha256, size, parse_job_id: null };
}

function finishedParse(store: Store, projectId: string, id: string): DocumentInput {
  const job = store.jobs.get(id);
  if (job?.project_id !== projectId) throw notFound('Parse job');
  if (job.status !== 'COMPLETED') {
    throw refusal(`The parse job is ${job.status}. Name one that is COMPLETED, or the file itself.`);
  }
  const { name, size } = job;
  return { file_input: id, input_type: 'parse_job_id', name, sha256: null, size, parse_job_id: id };
}
