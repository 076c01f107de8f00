import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { get as getSafely } from 'node:https';
import type { Readable } from 'node:stream';
import { CONNECT_MS, MOST_REDIRECTS, SILENCE_MS } from './patience.js';

/** What a server says. */
export interface Answer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  body: Readable;
}

/** A request and what it needs. */
export interface Question {
  url: string;
  headers: Record<string, string>;
  signal: AbortSignal | undefined;
}

/**
 * Asks a server itself, with Node's own client: undici takes 0.1 s to load, and as long again to compile its parser
 * while an archive arrives.
 * @throws the error of the network
 */
export async function askDirectly(question: Question): Promise<Answer> {
  let { url } = question;
  for (let redirects = 0; ; redirects++) {
    const answer = await askOnce({ ...question, url });
    const { statusCode = 0, headers } = answer;
    if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined)
      return { statusCode, headers, body: answer };
    answer.destroy();
    if (redirects === MOST_REDIRECTS) throw new Error(`it redirects more than ${MOST_REDIRECTS} times`);
    url = new URL(headers.location, url).href;
  }
}

function askOnce({ url, headers, signal }: Question): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { headers, agent: false, timeout: CONNECT_MS, ...(signal ? { signal } : {}) };
    const request = (url.startsWith('https:') ? getSafely : get)(url, options, resolve);
    request.once('socket', (socket) => {
      socket.once('connect', () => socket.setTimeout(SILENCE_MS));
    });
    request.once('timeout', () => request.destroy(new Error('it is silent')));
    request.once('error', reject);
  });
}
