/** What is known about a request that got no answer. */
export interface NetworkFailure {
  /** System or HTTP-client code such as ECONNREFUSED; empty where none is known. */
  code: string;
  /** False where the connection was never made, so that the server cannot have seen the request. */
  maybeSent: boolean;
  /** The server redirects, which uploads do not follow. */
  redirected: boolean;
  /** What happened and what to do, for a message. */
  sentence: string;
}

/** Codes of failures before a connection stood. */
const notConnected: Record<string, string> = {
  ECONNREFUSED: 'Nothing answers at this address; check that the server runs.',
  ENOTFOUND: 'Its name is unknown to this network; check the address and the network connection.',
  EAI_AGAIN: 'Its name could not be looked up; check the network connection.',
  EHOSTUNREACH: 'It cannot be reached from this network; check the network connection.',
  ENETUNREACH: 'There is no way to its network; check the network connection.',
  ENETDOWN: 'The network is down; check the network connection.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection could be made in time; check the network and proxy settings.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'It does not speak HTTPS; check the address.',
};
const certificate = /CERT|SELF_SIGNED|ISSUER/;
/** What fetch says when a proxy does not let a connection through (undici). */
const byProxy = /^Proxy response \((\d+)\)/;

/** Reads what `fetch` threw: a TypeError whose causes, or their parts, carry the code. */
export function networkFailure(error: unknown): NetworkFailure {
  const chain = causes(error);
  const code = chain.map(e => ('code' in e && typeof e.code === 'string' ? e.code : '')).find(Boolean) ?? '';
  const unsent = proxySentence(chain) ?? notConnected[code] ?? handshakeSentence(chain, code);
  return {
    code,
    maybeSent: unsent === undefined,
    redirected: chain.some(e => e.message === 'unexpected redirect'),
    sentence: unsent ?? 'The connection broke; check the network connection and try again.',
  };
}

function proxySentence(chain: readonly Error[]): string | undefined {
  const status = chain.map(e => byProxy.exec(e.message)?.[1]).find(Boolean);
  if (!status) return undefined;
  return status === '407'
    ? 'The proxy asks for a sign-in; check the proxy settings of VS Code.'
    : `The proxy refused the connection (${status}); check the proxy settings of VS Code.`;
}

function handshakeSentence(chain: readonly Error[], code: string): string | undefined {
  if (certificate.test(code))
    return 'Its certificate is not trusted here; check the proxy and system certificate settings.';
  const isConnecting = chain.some(e => 'syscall' in e && e.syscall === 'connect');
  return isConnecting
    ? 'No connection could be made; check the network connection and the address.'
    : undefined;
}

function causes(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const parts = error instanceof AggregateError ? error.errors.flatMap(causes) : [];
  return [error, ...parts, ...causes(error.cause)];
}
