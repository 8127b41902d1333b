import type { LlamaCloud, RequestOptions } from '../client/api';
import { ApiError } from '../client/errors';
import { terminalJobStatuses } from '../protocol/parseJobs';
import type { ResultDocument } from './resultDocuments';
import { classifyText, expandOf, expandOfExtract, extractText, resultText } from './resultText';
import type { ResultAddress } from './resultUri';
import {
  type ClassifyView,
  type ExtractView,
  isClassifyView,
  isExtractView,
  type ParseView,
  showsAnyState,
} from './resultViews';

/** Reads the text of a result. Rejects with a sentence, and with the signal's reason. */
export async function fetchResult(
  client: LlamaCloud,
  { projectId, jobId, view }: ResultAddress,
  signal: AbortSignal,
): Promise<ResultDocument> {
  const options = { projectId, signal };
  const read = isClassifyView(view)
    ? classification(client, jobId, view, options)
    : isExtractView(view)
      ? extraction(client, jobId, view, options)
      : parse(client, jobId, view, options);
  const { status, error_message, text } = await read.catch((error: unknown) => {
    if (ApiError.is(error, 'not_found'))
      throw new Error(
        'The server no longer keeps this result. Start a batch with the file again to get a new one.',
      );
    throw error;
  });
  if (!showsAnyState(view) && status !== 'COMPLETED')
    throw new Error(
      status === 'FAILED'
        ? (error_message ?? 'The server gave no reason why this file failed.')
        : `This file is not done yet (${status.toLowerCase()}). Open it again when it is.`,
    );
  if (text === undefined) throw new Error('The server gave no such view of this result.');
  return { text, final: terminalJobStatuses.has(status) };
}

/** A job as far as a document shows it. */
interface Read {
  status: string;
  error_message: string | null;
  text: string | undefined;
}

async function parse(
  client: LlamaCloud,
  jobId: string,
  view: ParseView,
  options: RequestOptions,
): Promise<Read> {
  const result = await client.getParse(jobId, expandOf[view], options);
  return { ...result.job, text: resultText(result, view) };
}

async function extraction(
  client: LlamaCloud,
  jobId: string,
  view: ExtractView,
  options: RequestOptions,
): Promise<Read> {
  const job = await client.getExtract(jobId, expandOfExtract[view], options);
  return { ...job, text: extractText(job, view) };
}

async function classification(
  client: LlamaCloud,
  jobId: string,
  view: ClassifyView,
  options: RequestOptions,
): Promise<Read> {
  const job = await client.getClassify(jobId, options);
  return { ...job, text: classifyText(job, view) };
}
