import type { Readable } from 'node:stream';
import type { Dispatcher, ProxyAgent } from 'undici';

const CONNECT_MS = 10_000;
/** Without a byte for so long a connection counts as cut. */
const SILENCE_MS = 30_000;

/** The rest of a file from its address. */
export interface Rest {
  body: Readable;
  /** Where the body starts: 0 when the server does not know ranges. */
  from: number;
}

/** A host that could not be reached, or did not give the file; in plain words. */
export class NoAnswerError extends Error {}

/**
 * Asks for a file from a byte on, through `$HTTP_PROXY`, `$HTTPS_PROXY`, `$NO_PROXY` where they are set.
 * @throws NoAnswerError when there is no connection or no file there; others are not the network's
 */
export async function requestFrom(url: string, from: number, signal: AbortSignal | undefined): Promise<Rest> {
  // Loaded here, since it takes 0.1 s that only a download should cost.
  const undici = await import('undici');
  const { body, headers, statusCode } = await ask(undici, url, from, signal).catch(noAnswer);
  if (statusCode === 200) return { body, from: 0 };
  const start = /^bytes (\d+)-/.exec(String(headers['content-range'] ?? ''))?.[1];
  if (statusCode === 206 && Number(start) === from) return { body, from };
  await body.dump().catch(noAnswer);
  throw new NoAnswerError(`the server answered ${statusCode}`);
}

function noAnswer(error: Error): never {
  throw new NoAnswerError(error.message, { cause: error });
}

async function ask(
  undici: Pick<typeof import('undici'), 'request' | 'Agent' | 'EnvHttpProxyAgent'>,
  url: string,
  from: number,
  signal: AbortSignal | undefined,
) {
  const dispatcher = openDispatcher(undici);
  const response = await undici.request(url, {
    dispatcher,
    maxRedirections: 5,
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
    ...(from > 0 ? { headers: { range: `bytes=${from}-` } } : {}),
    ...(signal ? { signal } : {}),
  });
  response.body.once('close', () => void dispatcher.close());
  return response;
}

/** undici calls its proxy agent experimental on standard error: only where there is a proxy. */
function openDispatcher({
  Agent,
  EnvHttpProxyAgent,
}: Pick<typeof import('undici'), 'Agent' | 'EnvHttpProxyAgent'>): Dispatcher {
  // Not left to undici, for which an empty http_proxy hides HTTP_PROXY.
  const variable = (name: string) => process.env[name] || process.env[name.toUpperCase()] || '';
  const [httpProxy, httpsProxy] = [variable('http_proxy'), variable('https_proxy')];
  const connect = { timeout: CONNECT_MS };
  if (!httpProxy && !httpsProxy) return new Agent({ connect });
  // Many proxies refuse a tunnel to port 80: what is at http:// is asked of the proxy itself.
  const plain: Omit<ProxyAgent.Options, 'uri'> = { connect, proxyTunnel: false };
  return new EnvHttpProxyAgent({ ...plain, httpProxy, httpsProxy, noProxy: variable('no_proxy') });
}
