import { EnvHttpProxyAgent, type ProxyAgent, request } from 'undici';
import type { Answer, Question } from './ask-directly.js';
import { CONNECT_MS, MOST_REDIRECTS, SILENCE_MS } from './patience.js';

/** Addresses of proxies, empty where there is none. */
export interface Proxies {
  httpProxy: string;
  httpsProxy: string;
  /** Hosts that are asked themselves, `$NO_PROXY`. */
  noProxy: string;
}

/** Asks a server through the proxy for it. @throws the error of the network */
export async function askByProxy({ url, headers, signal }: Question, proxies: Proxies): Promise<Answer> {
  const connect = { timeout: CONNECT_MS };
  // Many proxies refuse a tunnel to port 80: what is at http:// is asked of the proxy itself.
  const plain: Omit<ProxyAgent.Options, 'uri'> = { connect, proxyTunnel: false };
  const dispatcher = quietly(() => new EnvHttpProxyAgent({ ...plain, ...proxies }));
  const { body, ...answer } = await request(url, {
    ...{ dispatcher, headers, maxRedirections: MOST_REDIRECTS },
    ...{ headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS },
    ...(signal ? { signal } : {}),
  });
  body.once('close', () => void dispatcher.close());
  return { statusCode: answer.statusCode, headers: answer.headers, body };
}

/** undici tells each user once that this agent is experimental; here its version is pinned. Other warnings come. */
function quietly<T>(make: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    const [options] = rest as [{ code?: string } | undefined];
    if (options?.code !== 'UNDICI-EHPA') Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return make();
  } finally {
    process.emitWarning = emitWarning;
  }
}
