import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Served {
  base: string;
  /** `GET /file` or `GET /file bytes=5-`, in order. */
  requests: string[];
}

/**
 * Serves the files of a folder on 127.0.0.1, with ranges.
 * @param before may answer instead and return true
 */
export async function serveFolder(
  folder: string,
  before: (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => boolean = () => false,
): Promise<Served> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { range } = request.headers;
    requests.push(`${request.url}${range ? ` ${range}` : ''}`);
    const bytes = readFileSync(join(folder, basename(request.url!)));
    if (before(request, response, bytes)) return;
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const part = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(range ? 206 : 200, { 'content-length': bytes.length - from, ...(range ? part : {}) });
    response.end(bytes.subarray(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
