import { ApiError } from './errors';

type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

/** A server's base URL without trailing slashes. It may have a path prefix (LlamaCloud API docs), never a name and password. */
export function parseBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new ApiError(
      'invalid',
      'The server address is not usable. Give an http or https URL without a user name, such as https://api.cloud.llamaindex.ai.',
    );
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** A query string as the official SDK writes it (LlamaCloud API docs): arrays repeat, null is an empty value, undefined is left out. */
export function encodeQuery(query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const values = Array.isArray(value) ? value : [value ?? ''];
    return values.map(v => `${encodeURIComponent(key)}=${encodeURIComponent(v)}`);
  });
  return pairs.length ? `?${pairs.join('&')}` : '';
}
