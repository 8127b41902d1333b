import { isStorageError } from '../store/sqlite';

/**
 * A request out of the engine failed. `message` is a sentence for whoever asked for it; it names hosts as they were
 * given, never an address that one resolved to.
 */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
}

/** The address is none that requests of this reach may go to. */
export class RefusedAddress extends OutboundError {
  constructor() {
    super(
      'The URL leads to an address that is not public. Private networks are reached only where a setting allows it (llamaBatches.engine.allowPrivateNetwork, --allow-private-network).',
    );
  }
}

export const refusedAddress = (): OutboundError => new RefusedAddress();

/** Codes of Node (`errno`, c-ares, OpenSSL) and of undici, and what they mean to a person. */
const sentences: readonly [RegExp, (host: string) => string][] = [
  [/^(ENOTFOUND|EAI_\w+)$/, host => `The host ${host} was not found.`],
  [/^ECONNREFUSED$/, host => `${host} refused the connection.`],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, host => `${host} cannot be reached.`],
  [/TIMEOUT|^ETIMEDOUT$/, host => `${host} did not answer in time.`],
  [/CERT|SIGNATURE|_TLS/, host => `The certificate of ${host} is not valid, or not trusted here.`],
  [
    /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_\w+|HPE_\w+|ERR_STREAM_PREMATURE_CLOSE)$/,
    host => `The connection to ${host} broke off.`,
  ],
];

/**
 * What went wrong with a request to `host`, to be thrown. A request that was cancelled gives the reason of its signal;
 * an error of the disk stays what it is.
 */
export function outboundError(error: unknown, host: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof OutboundError || isStorageError(error)) return error;
  const code = String((error as NodeJS.ErrnoException | null)?.code ?? 'unknown');
  const sentence = sentences.find(([pattern]) => pattern.test(code))?.[1];
  return new OutboundError(sentence?.(host) ?? `The request to ${host} failed (${code}).`, { cause: error });
}
