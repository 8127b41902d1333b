/** What the settings and the environment say about proxies. */
export interface ProxyFacts {
  /** `http.proxy`. */
  proxy: string;
  /** `http.proxySupport`. */
  support: string;
  /** `http.noProxy`. */
  noProxy: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** Which way VS Code takes to a server, as far as settings and environment tell. */
export interface ProxyChoice {
  /** In a few words for a report, with credentials cut out. */
  words: string;
  /** The proxy itself, with its credentials; undefined where the way is direct or only the system knows it. */
  url?: URL;
}

/** VS Code's own order (its proxy agent): this machine, exceptions, the setting, the environment, the system. */
export function chooseProxy(baseUrl: string, { proxy, support, noProxy, env }: ProxyFacts): ProxyChoice {
  const { hostname, port, protocol } = new URL(baseUrl);
  const usedPort = port || (protocol === 'https:' ? '443' : '80');
  if (support === 'off') return { words: 'none: `http.proxySupport` is off' };
  if (/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
    return { words: 'none: this machine is never asked through one' };
  const envExceptions = (env['no_proxy'] || env['NO_PROXY'] || '').split(',');
  if (noProxy.length > 0 ? excepts(noProxy, hostname, usedPort) : excepts(envExceptions, hostname, usedPort))
    return {
      words: `none: the server is among the exceptions (${noProxy.length > 0 ? '`http.noProxy`' : 'NO_PROXY'})`,
    };
  if (proxy) return named(proxy, '`http.proxy`');
  const variable = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].find(name => env[name]);
  if (variable) return named(env[variable] ?? '', variable);
  return { words: 'none by settings or environment; VS Code may use one that the system names' };
}

function named(text: string, source: string): ProxyChoice {
  const url = URL.parse(text);
  if (!url) return { words: `unreadable (${source})` };
  const credentials = url.username || url.password ? ', with credentials' : ', without credentials';
  return { words: `${url.protocol}//${url.host} (${source}${credentials})`, url };
}

/** Whether a list of exceptions has a host: by its name, or by a domain that it ends with; `*` has all. */
function excepts(list: readonly string[], hostname: string, port: string): boolean {
  return list.some(item => {
    const [name = '', only] = item.trim().toLowerCase().split(':', 2);
    if (name === '*') return true;
    if (!name || (only && only !== port)) return false;
    const domain = name.replace(/^\*?\./, '');
    return hostname === domain || hostname.endsWith(`.${domain}`);
  });
}
