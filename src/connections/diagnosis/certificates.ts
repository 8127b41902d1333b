import { type ClientRequest, request } from 'node:http';
import type { Socket } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';

/** One certificate of the chain that a server shows. */
export interface ShownCertificate {
  subject: string;
  issuer: string;
  /** As the certificate writes it. */
  validTo: string;
}

const timeoutMs = 10_000;
/** More than any real chain has; a chain may loop at its self-signed end. */
const longestChain = 10;

/**
 * The certificates that a server shows, its own first, through an HTTP proxy where one is given. They are only looked
 * at: the connection is not trusted and nothing is sent over it. Rejects where none can be made.
 */
export async function shownCertificates(
  baseUrl: string,
  proxy: URL | undefined,
  signal: AbortSignal,
): Promise<ShownCertificate[]> {
  const { hostname, port } = new URL(baseUrl);
  const place = { host: hostname, port: Number(port || 443) };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const tunnel = proxy && (await openTunnel(proxy, place, limited));
  const socket = connect({
    ...(tunnel ? { socket: tunnel } : place),
    ...(/[a-z]/i.test(hostname) ? { servername: hostname } : {}),
    rejectUnauthorized: false,
  });
  const stop = () => socket.destroy(new Error('no answer in time'));
  limited.addEventListener('abort', stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    return chainOf(socket);
  } finally {
    limited.removeEventListener('abort', stop);
    socket.on('error', () => undefined);
    socket.destroy();
    tunnel?.destroy();
  }
}

function chainOf(socket: TLSSocket): ShownCertificate[] {
  const chain: ShownCertificate[] = [];
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate?.subject && chain.length < longestChain) {
    const { subject, issuer, valid_to } = certificate;
    const issuerCertificate: DetailedPeerCertificate | undefined = certificate.issuerCertificate;
    chain.push({ subject: nameOf(subject), issuer: nameOf(issuer), validTo: valid_to });
    certificate = issuerCertificate === certificate ? undefined : issuerCertificate;
  }
  return chain;
}

const nameOf = (part: DetailedPeerCertificate['subject']): string =>
  [part.CN, part.O].flat().filter(Boolean).join(', ') || 'no name';

/** Asks an HTTP proxy for a connection to a place. */
function openTunnel(
  proxy: URL,
  { host, port }: { host: string; port: number },
  signal: AbortSignal,
): Promise<Socket> {
  if (proxy.protocol !== 'http:') return Promise.reject(new Error(`through ${proxy.protocol} not looked at`));
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: `${host}:${port}`,
      headers: proxy.username ? { 'proxy-authorization': authorization } : {},
      agent: false,
      signal,
    });
    asked.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket as Socket);
      socket.destroy();
      reject(new Error(`the proxy answered ${statusCode}`));
    });
    asked.once('response', ({ statusCode }) => reject(new Error(`the proxy answered ${statusCode}`)));
    asked.once('error', reject);
    asked.end();
  });
}
