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
  UND_ERR_CONNECT_TIMEOUT: 'No connection could be made in time; check the network and proxy settings.',
};
const certificate = /CERT|TLS|SSL|SELF_SIGNED|ISSUER/;

/** Reads what `fetch` threw: a TypeError whose causes, or their parts, carry the code. */
export function networkFailure(error: unknown): NetworkFailure {
  const chain = causes(error);
  const code = chain.map(e => ('code' in e && typeof e.code === 'string' ? e.code : '')).find(Boolean) ?? '';
  const known = notConnected[code];
  const untrusted = certificate.test(code);
  return {
    code,
    maybeSent: known === undefined && !untrusted,
    redirected: chain.some(e => e.message === 'unexpected redirect'),
    sentence:
      known ??
      (untrusted
        ? 'Its certificate is not trusted here; check the proxy and system certificate settings.'
        : 'The connection broke; check the network connection and try again.'),
  };
}

function causes(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const parts = error instanceof AggregateError ? error.errors.flatMap(causes) : [];
  return [error, ...parts, ...causes(error.cause)];
}
