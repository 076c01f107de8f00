import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChecksumError, DownloadError } from '../errors.js';

export interface Download {
  url: string;
  /** Where it goes; until it is whole and checked it is `<file>.part`. */
  file: string;
  bytes: number;
  sha256: string;
  onProgress: (receivedBytes: number) => void;
  signal?: AbortSignal | undefined;
  /** How often a cut connection is tried again without a single new byte; 4 when left out. */
  retries?: number;
  /** Milliseconds before the first retry, doubled for each further one. */
  retryDelay?: number;
}

/**
 * Downloads a file, going on where an earlier try stopped, and checks its length and SHA-256.
 *
 * @throws DownloadError (the part stays, the next call goes on), ChecksumError (the part is removed), or the system's
 *   error when it cannot be written
 */
export async function downloadFile(download: Download): Promise<void> {
  const { file, bytes, sha256, signal, retries = 4, retryDelay = 1000 } = download;
  const part = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true });
  if (sizeOf(part) > bytes) rmSync(part);
  for (let failures = 0; sizeOf(part) < bytes; ) {
    const before = sizeOf(part);
    try {
      await fetchRest(download, part, before);
    } catch (cause) {
      signal?.throwIfAborted();
      if (!(cause instanceof ConnectionError)) throw cause;
      failures = sizeOf(part) > before ? 1 : failures + 1;
      if (!cause.mayRetry || failures > retries) {
        throw new DownloadError(download.url, cause.message, sizeOf(part), cause);
      }
      await sleep(retryDelay * 2 ** (failures - 1), undefined, { signal });
    }
  }
  const found = await sha256Of(part);
  if (found !== sha256 || sizeOf(part) !== bytes) {
    rmSync(part);
    throw new ChecksumError(download.url, sha256, found);
  }
  renameSync(part, file);
}

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

class ConnectionError extends Error {
  constructor(
    message: string,
    readonly mayRetry: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

async function fetchRest(download: Download, part: string, from: number): Promise<void> {
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const response = await connected(
    fetch(download.url, { headers, signal: download.signal ?? null, redirect: 'follow' }),
  );
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const mayRetry = response.status >= 500 || response.status === 429;
    throw new ConnectionError(`the server answered ${response.status} ${response.statusText}`, mayRetry);
  }
  // A server that knows no ranges sends everything again.
  const goesOn = response.status === 206;
  const handle = await open(part, goesOn ? 'a' : 'w');
  try {
    let received = goesOn ? from : 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await connected(reader.read());
      if (done) break;
      if (received + value.length > download.bytes) {
        throw new ConnectionError(`it is longer than ${download.bytes} bytes`, false);
      }
      for (let at = 0; at < value.length; ) at += (await handle.write(value, at)).bytesWritten;
      received += value.length;
      download.onProgress(received);
    }
    if (received < download.bytes)
      throw new ConnectionError(`the connection ended after ${received} bytes`, true);
  } finally {
    await handle.close();
  }
}

async function connected<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const { message, cause } = error as Error;
    throw new ConnectionError(cause instanceof Error ? cause.message : message, true, error);
  }
}
