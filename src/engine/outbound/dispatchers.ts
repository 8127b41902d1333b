import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import type { Reach } from './addresses';
import { checkedLookup } from './lookup';

type Undici = typeof import('undici');

export interface DispatcherOptions {
  reach: Reach;
  lookup: LookupFunction;
  /** Milliseconds to connect. */
  connectMs: number;
  /** Instead of the environment's `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
  proxies: { httpProxy: string; httpsProxy: string; noProxy: string } | undefined;
}

/** undici's connection pools, whose sockets check names as they connect. Loads undici when it is first needed. */
export class Dispatchers {
  private readonly owned = new Set<Dispatcher>();
  private environment: Dispatcher | undefined;
  private loopback: Dispatcher | undefined;
  private disposed = false;

  constructor(private readonly options: DispatcherOptions) {}

  /** Connects directly, or through the proxies of the environment. */
  async forEnvironment(): Promise<Dispatcher> {
    const { EnvHttpProxyAgent } = await undici();
    const { reach, proxies } = this.options;
    this.environment ??= this.own(
      // Many proxies open tunnels to port 443 only; plain HTTP goes through them as it is (RFC 9112 §3.2.2).
      new EnvHttpProxyAgent({ ...proxies, connect: this.connect(reach), proxyTunnel: false }),
    );
    return this.environment;
  }

  /** Connects to this machine alone. */
  async forLoopback(): Promise<Dispatcher> {
    const { Agent } = await undici();
    this.loopback ??= this.own(new Agent({ connect: this.connect('loopback') }));
    return this.loopback;
  }

  /** Connects through a proxy of a request's own; call `end` when its answer has been read. */
  async forProxy(proxy: URL): Promise<{ dispatcher: Dispatcher; end: () => void }> {
    const { ProxyAgent } = await undici();
    const proxyTls = this.connect(this.options.reach);
    const dispatcher = this.own(new ProxyAgent({ uri: proxy.href, proxyTls, proxyTunnel: false }));
    const end = () => {
      this.owned.delete(dispatcher);
      dispatcher.destroy().catch(() => undefined);
    };
    return { dispatcher, end };
  }

  /** Whether some requests go through a proxy of the environment, which connects to an address of its own choice. */
  get behindProxy(): boolean {
    const { env } = process;
    const { httpProxy, httpsProxy } = this.options.proxies ?? {
      httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'],
      httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'],
    };
    return Boolean(httpProxy || httpsProxy);
  }

  /** Closes every connection; requests that are under way or come later fail. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all([...this.owned].map(dispatcher => dispatcher.destroy()));
  }

  private own<T extends Dispatcher>(dispatcher: T): T {
    if (this.disposed) dispatcher.destroy().catch(() => undefined);
    else this.owned.add(dispatcher);
    return dispatcher;
  }

  private connect(reach: Reach) {
    return { timeout: this.options.connectMs, lookup: checkedLookup(this.options.lookup, reach) };
  }
}

/** Takes 0.1 s to load, which an engine that asks nobody saves. */
const undici = (): Promise<Undici> => import('undici');
