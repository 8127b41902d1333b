import { ApiError } from '../client/errors';
import { createLlamaCloud } from '../client/llamaCloud';
import type { Project } from '../protocol/projects';
import { regionOf, regions } from './regions';

/** A key and the one server that it is for. */
export interface KeyCheck {
  baseUrl: string;
  key: string;
  fetch: typeof fetch;
  userAgent: string;
  signal?: AbortSignal;
}

/** Shorter than for ordinary requests: a person waits. */
const timeoutMs = 20_000;

/** The server did not accept the key. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}

/**
 * Asks the server once whether it accepts a key, and which projects the key opens. Rejects with KeyRefused, or with an
 * error whose message is a sentence for the person who just entered address and key.
 */
export async function checkKey({ baseUrl, key, fetch, userAgent, signal }: KeyCheck): Promise<Project[]> {
  const client = createLlamaCloud({
    baseUrl,
    token: async () => key,
    fetch,
    userAgent,
    timeoutMs,
    maxRetries: 0,
  });
  try {
    return await client.listProjects(signal ? { signal } : {});
  } catch (error) {
    throw ApiError.is(error) ? explained(error, baseUrl) : error;
  }
}

function explained(error: ApiError, baseUrl: string): Error {
  if (error.status === 401) return new KeyRefused(refusal(baseUrl), { cause: error });
  if (error.kind === 'not_found' || error.kind === 'unexpected')
    return new Error(
      `What answers at ${baseUrl} is not LlamaCloud${error.status ? ` (${error.status})` : ''}. Check the address: it ends before /api, and no sign-in page may stand before it.`,
      { cause: error },
    );
  return error;
}

/** A key works in one region only; which one, the website tells where it was made (LlamaCloud API docs). */
function refusal(baseUrl: string): string {
  const region = regionOf(baseUrl);
  if (!region)
    return 'The server did not accept the API key. Check that it was made for this server and still exists.';
  const others = regions.filter(other => other !== region);
  const elsewhere = others.map(({ name, website }) => `one made at ${new URL(website).host} is for ${name}`);
  return `${region.name} did not accept the API key. A key works in one region only: ${elsewhere.join(', ')}. Else it was mistyped or deleted.`;
}
