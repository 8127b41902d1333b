import { type FaultServer, numberHeader } from '../../support/faultServer';

/** A fetch as a window has it, and how many of its requests are under way. */
export interface WatchedFetch {
  fetch: typeof fetch;
  /** Requests that are neither answered to the end nor met by silence. */
  isBusy(): boolean;
  /** Hosts that were asked. */
  readonly hosts: Set<string>;
  /** From now on nothing is sent and nothing arrives, as for a process that has died. */
  die(): void;
  readonly dead: boolean;
}

let requests = 0;

/** Watches the requests that one window sends to the fault server, from the first byte to the last of the answer. */
export function watchedFetch(server: FaultServer): WatchedFetch {
  /** Numbers of the requests that are not answered to the end. */
  const underWay = new Set<string>();
  const hosts = new Set<string>();
  const death = new AbortController();

  async function* watched(number: string, body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } finally {
      underWay.delete(number);
    }
  }

  return {
    hosts,
    isBusy: () => [...underWay].some(number => !server.silent.has(number)),
    die: () => death.abort(new Error('The process is dead.')),
    get dead() {
      return death.signal.aborted;
    },
    fetch: async (input, init) => {
      death.signal.throwIfAborted();
      hosts.add(new URL(input instanceof Request ? input.url : input).host);
      const signal = AbortSignal.any([death.signal, ...(init?.signal ? [init.signal] : [])]);
      const number = String(++requests);
      const sentHeaders = new Headers(init?.headers);
      sentHeaders.set(numberHeader, number);
      underWay.add(number);
      try {
        const response = await fetch(input, { ...init, headers: sentHeaders, signal });
        if (!response.body) {
          underWay.delete(number);
          return response;
        }
        const body = ReadableStream.from(watched(number, response.body));
        const { status, headers } = response;
        return new Response(body, { status, headers });
      } catch (error) {
        underWay.delete(number);
        throw error;
      }
    },
  };
}
