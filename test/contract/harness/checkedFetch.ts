import { operationOf } from '../openapi/spec';
import { type Exchange, judge } from './judge';
import { ledger } from './ledger';

/** A request as it left a client. */
export interface Sent {
  /** `GET /api/v2/batches?status=RUNNING` */
  line: string;
  headers: Headers;
  body: RequestInit['body'];
}

/**
 * A fetch that holds every answer of the API on `baseUrl` against LlamaCloud's OpenAPI document. An answer that breaks it
 * arrives as 418, which says how and which no client repeats. What is no part of the API (presigned URLs, `/local`)
 * passes. `sent` gets every request.
 */
export function checkedFetch(baseUrl: string, sent: Sent[] = []): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    // The SDK asks for `data:,` first, to see what this fetch makes of forms.
    if (url.origin !== new URL(baseUrl).origin) return fetch(input, init);
    const method = (init?.method ?? 'GET').toUpperCase();
    const headers = new Headers(init?.headers);
    sent.push({ line: `${method} ${url.pathname}${url.search}`, headers, body: init?.body });
    const response = await fetch(input, init);
    if (url.pathname.startsWith('/local/')) return response;
    const exchange: Exchange = {
      method,
      path: url.pathname,
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    };
    return passed(exchange, headers.get('user-agent') ?? 'none');
  };
}

function passed(exchange: Exchange, userAgent: string): Response {
  const { method, path, status, headers, body } = exchange;
  const problems = judge(exchange);
  if (problems.length > 0) {
    const detail = `The answer ${status} to ${method} ${path} breaks the contract: it ${problems.join('; ')}`;
    ledger.violation(detail);
    return Response.json({ detail, answer: body.toString('utf8').slice(0, 2000) }, { status: 418 });
  }
  const operation = operationOf(method, path);
  if (operation?.status === status) ledger.success(operation, userAgent);
  return new Response(body.length > 0 ? new Uint8Array(body) : null, { status, headers });
}
