import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { isAllowed, type Reach } from './addresses';
import { addressesOf, checkedLookup } from './lookup';
import { OutboundError, outboundError, refusedAddress } from './outboundError';
import { checkLiteral, checkUrl, hostOf, isLoopbackHost } from './targets';

type Undici = typeof import('undici');
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
  /** Instead of the environment's `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
  proxies?: { httpProxy: string; httpsProxy: string; noProxy: string };
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
  private readonly owned: Dispatcher[] = [];
  private open: { direct: Dispatcher; loopback: Dispatcher } | undefined;
  private disposed = false;

  constructor(private readonly options: OutboundOptions) {
    this.reach = options.allowPrivateNetwork ? 'private' : 'public';
    this.limits = options.limits ?? usualLimits;
    this.lookup = options.lookup ?? (systemLookup as LookupFunction);
  }

  /**
   * One request; the caller reads or dumps the body. Rejects with OutboundError, or with the signal's reason.
   */
  async send(url: URL, request: OutboundRequest): Promise<Answer> {
    const { signal } = request;
    try {
      signal.throwIfAborted();
      return await this.dispatch(url, request);
    } catch (error) {
      throw outboundError(error, url.hostname, signal);
    }
  }

  /** Cuts off whatever is under way. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all(this.owned.splice(0).map(dispatcher => dispatcher.destroy()));
  }

  private async dispatch(url: URL, request: OutboundRequest): Promise<Answer> {
    checkUrl(url);
    const undici = await import('undici');
    const { direct, loopback } = this.dispatchers(undici);
    if (request.loopback && isLoopbackHost(url)) return this.perform(undici, url, request, loopback);
    checkLiteral(url, this.reach);
    if (request.proxy) return this.throughProxy(undici, url, request, request.proxy);
    if (this.behindProxy()) await this.checkName(url, request.signal);
    return this.perform(undici, url, request, direct);
  }

  /** The agent of the request's own proxy lives as long as the answer. */
  private async throughProxy(
    undici: Undici,
    url: URL,
    request: OutboundRequest,
    proxy: string,
  ): Promise<Answer> {
    const proxyUrl = URL.parse(proxy);
    if (!proxyUrl || !/^https?:$/.test(proxyUrl.protocol)) {
      throw new OutboundError('The http_proxy is not a valid http or https URL.');
    }
    checkLiteral(proxyUrl, this.reach);
    await this.checkName(url, request.signal);
    const agent = this.own(
      new undici.ProxyAgent({ uri: proxyUrl.href, proxyTls: this.connect(this.reach), proxyTunnel: false }),
    );
    const end = () => {
      this.owned.splice(this.owned.indexOf(agent), 1);
      agent.destroy().catch(() => undefined);
    };
    try {
      const answer = await this.perform(undici, url, request, agent);
      answer.body.once('close', end);
      return answer;
    } catch (error) {
      end();
      throw error;
    }
  }

  private perform(
    undici: Undici,
    url: URL,
    request: OutboundRequest,
    dispatcher: Dispatcher,
  ): Promise<Answer> {
    const { method, headers, signal, body = null } = request;
    return undici.request(url, {
      ...{ dispatcher, method, headers, body, signal },
      ...{ headersTimeout: this.limits.headers, bodyTimeout: this.limits.idle },
    });
  }

  private dispatchers(undici: Undici): { direct: Dispatcher; loopback: Dispatcher } {
    this.open ??= {
      direct: this.own(
        new undici.EnvHttpProxyAgent({
          ...this.options.proxies,
          connect: this.connect(this.reach),
          // Many proxies open tunnels to port 443 only; plain HTTP goes through them as it is (RFC 9112 §3.2.2).
          proxyTunnel: false,
        }),
      ),
      loopback: this.own(new undici.Agent({ connect: this.connect('loopback') })),
    };
    return this.open;
  }

  private own<T extends Dispatcher>(dispatcher: T): T {
    if (this.disposed) dispatcher.destroy().catch(() => undefined);
    else this.owned.push(dispatcher);
    return dispatcher;
  }

  private connect(reach: Reach) {
    return { timeout: this.limits.connect, lookup: checkedLookup(this.lookup, reach) };
  }

  /** Whether some requests go through a proxy, which connects to an address of its own choice. */
  private behindProxy(): boolean {
    const { env } = process;
    const { httpProxy, httpsProxy } = this.options.proxies ?? {
      httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'],
      httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'],
    };
    return Boolean(httpProxy || httpsProxy);
  }

  /** A name that only the proxy can resolve is left to it. */
  private async checkName(url: URL, signal: AbortSignal): Promise<void> {
    const addresses = await addressesOf(this.lookup, hostOf(url), signal);
    if (!addresses.every(address => isAllowed(address, this.reach))) throw refusedAddress();
  }
}
