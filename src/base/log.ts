/** Where a layer writes what happened. Never a key, never a document's text. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A log whose lines begin with the name of the part that wrote them. */
export function named(log: Log, part: string): Log {
  return {
    debug: message => log.debug(`[${part}] ${message}`),
    info: message => log.info(`[${part}] ${message}`),
    warn: message => log.warn(`[${part}] ${message}`),
    error: message => log.error(`[${part}] ${message}`),
  };
}

/** An unknown thrown value as a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
