import type { Readable } from 'node:stream';
import type { Proxies } from './ask-by-proxy.js';
import { type Answer, askDirectly, type Question } from './ask-directly.js';

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
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const { body, ...answer } = await ask({ url, headers, signal });
  if (answer.statusCode === 200) return { body, from: 0 };
  const start = /^bytes (\d+)-/.exec(String(answer.headers['content-range'] ?? ''))?.[1];
  if (answer.statusCode === 206 && Number(start) === from) return { body, from };
  body.once('error', () => {
    // Nobody reads on: what it says instead of the file may break off.
  });
  body.destroy();
  throw new NoAnswerError(`the server answered ${answer.statusCode}`);
}

async function ask(question: Question): Promise<Answer> {
  const proxies = proxiesOfEnvironment();
  if (!proxies.httpProxy && !proxies.httpsProxy)
    return askDirectly(question).catch((error) => noAnswer(error));
  // Loaded here, since it takes 0.1 s that only those with a proxy need.
  const { askByProxy } = await import('./ask-by-proxy.js');
  return askByProxy(question, proxies).catch((error) => noAnswer(error, through(question.url, proxies)));
}

function noAnswer(error: Error, through = ''): never {
  throw new NoAnswerError(`${error.message}${through}`, { cause: error });
}

/** Which variable to look at; not its value, which may hold a password. */
function through(url: string, { httpProxy, httpsProxy }: Proxies): string {
  const variable = url.startsWith('https:') && httpsProxy ? '$HTTPS_PROXY' : '$HTTP_PROXY';
  return httpProxy || httpsProxy ? `, asked through ${variable}` : '';
}

/** Not left to undici, for which an empty http_proxy hides HTTP_PROXY. */
function proxiesOfEnvironment(): Proxies {
  const variable = (name: string) => process.env[name] || process.env[name.toUpperCase()] || '';
  return {
    httpProxy: variable('http_proxy'),
    httpsProxy: variable('https_proxy'),
    noProxy: variable('no_proxy'),
  };
}
