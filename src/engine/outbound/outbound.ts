import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { isAllowed, type Reach } from './addresses';
import { type DispatcherOptions, Dispatchers } from './dispatchers';
import { addressesOf } from './lookup';
import { OutboundError, outboundError, refusedAddress } from './outboundError';
import { checkLiteral, checkUrl, hostOf, isLoopbackHost } from './targets';

type Answer = Dispatcher.ResponseData;

/** Milliseconds. */
const usualLimits = {
  /** To connect: undici's own default. */
  connect: 10_000,
  /** Until the head of the answer is there: what the API gives receivers of webhooks (LlamaCloud API docs). */
  headers: 30_000,
  /** Between two pieces of a body. */
  idle: 30_000,
};

export interface OutboundOptions {
  /** Private networks may be reached too. */
  allowPrivateNetwork: boolean;
  /** Instead of the environment's. */
  proxies?: DispatcherOptions['proxies'];
  /** Instead of the system's. */
  lookup?: LookupFunction;
  /** Instead of {@link usualLimits}. */
  limits?: typeof usualLimits;
}

export interface OutboundRequest {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  /** An http(s) proxy of this request's own. */
  proxy?: string | null;
  /** `localhost` and loopback addresses may be named, for a receiver on this machine. */
  loopback?: boolean;
}

/**
 * HTTP out of the engine. Wherever a URL comes from, a request reaches public addresses only, unless a setting opens
 * private ones: addresses in a URL are checked here, names when the socket connects, and behind a proxy as far as the
 * name resolves on this machine. Redirects are answers like any other.
 */
export class Outbound {
  private readonly reach: Reach;
  private readonly lookup: LookupFunction;
  private readonly limits: typeof usualLimits;
  private readonly dispatchers: Dispatchers;

  constructor(options: OutboundOptions) {
    this.reach = options.allowPrivateNetwork ? 'private' : 'public';
    this.limits = options.limits ?? usualLimits;
    this.lookup = options.lookup ?? (systemLookup as LookupFunction);
    const { reach, lookup } = this;
    const { proxies } = options;
    this.dispatchers = new Dispatchers({ reach, lookup, proxies, connectMs: this.limits.connect });
  }

  /** One request; the caller reads or drops the body. Rejects with OutboundError, or with the signal's reason. */
  async send(url: URL, request: OutboundRequest): Promise<Answer> {
    const { signal } = request;
    try {
      signal.throwIfAborted();
      return await this.route(url, request);
    } catch (error) {
      throw outboundError(error, url.hostname, signal);
    }
  }

  /** Cuts off whatever is under way. */
  dispose(): Promise<void> {
    return this.dispatchers.dispose();
  }

  private async route(url: URL, request: OutboundRequest): Promise<Answer> {
    checkUrl(url);
    const { dispatchers } = this;
    if (request.loopback && isLoopbackHost(url)) {
      return this.perform(url, request, await dispatchers.forLoopback());
    }
    checkLiteral(url, this.reach);
    if (request.proxy) return this.throughProxy(url, request, request.proxy);
    if (dispatchers.behindProxy) await this.checkName(url, request.signal);
    return this.perform(url, request, await dispatchers.forEnvironment());
  }

  /** The connections to the request's own proxy live as long as the answer. */
  private async throughProxy(url: URL, request: OutboundRequest, proxy: string): Promise<Answer> {
    const proxyUrl = URL.parse(proxy);
    if (!proxyUrl || !/^https?:$/.test(proxyUrl.protocol)) {
      throw new OutboundError('The http_proxy is not a valid http or https URL.');
    }
    checkLiteral(proxyUrl, this.reach);
    await this.checkName(url, request.signal);
    const { dispatcher, end } = await this.dispatchers.forProxy(proxyUrl);
    try {
      const answer = await this.perform(url, request, dispatcher);
      answer.body.once('close', end);
      return answer;
    } catch (error) {
      end();
      throw error;
    }
  }

  private async perform(url: URL, request: OutboundRequest, dispatcher: Dispatcher): Promise<Answer> {
    const { method, headers, signal, body = null } = request;
    const undici = await import('undici');
    return undici.request(url, {
      ...{ dispatcher, method, headers, body, signal },
      ...{ headersTimeout: this.limits.headers, bodyTimeout: this.limits.idle },
    });
  }

  /** A name that only the proxy can resolve is left to it. */
  private async checkName(url: URL, signal: AbortSignal): Promise<void> {
    const addresses = await addressesOf(this.lookup, hostOf(url), signal);
    if (!addresses.every(address => isAllowed(address, this.reach))) throw refusedAddress();
  }
}
