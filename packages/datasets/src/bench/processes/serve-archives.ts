import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream';

/** Serves the files of a folder on 127.0.0.1 while this process lives. @returns the address of the folder */
export async function serveArchives(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const file = join(folder, basename(request.url!));
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': size });
    pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), response, () => {});
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
