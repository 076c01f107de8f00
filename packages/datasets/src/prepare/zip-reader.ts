import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';

/** Bytes that are read at once. */
const WINDOW = 2 ** 16;

/**
 * A zip's file for yauzl, which asks for the thousands of entries in its directory one by one: they are given from a
 * window of the file, and without the way by a thread.
 */
export class ZipReader extends yauzl.RandomAccessReader {
  /** The open file. */
  readonly handle: number;
  /** Bytes of the file. */
  readonly size: number;
  #window = Buffer.alloc(0);
  #start = 0;

  /** @throws the error of the file system */
  constructor(file: string) {
    super();
    this.handle = openSync(file, 'r');
    this.size = fstatSync(this.handle).size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    let read = 0;
    let problem: Error | null = null;
    try {
      if (position < this.#start || position + length > this.#start + this.#window.length)
        this.#move(position, length);
      const from = position - this.#start;
      read = this.#window.copy(buffer, offset, from, from + length);
    } catch (error) {
      problem = error as Error;
    }
    queueMicrotask(() => callback(problem, read));
  }

  #move(position: number, length: number): void {
    const bytes = Math.min(Math.max(WINDOW, length), Math.max(0, this.size - position));
    const window = Buffer.allocUnsafeSlow(bytes);
    this.#window = window.subarray(0, readSync(this.handle, window, 0, bytes, position));
    this.#start = position;
  }

  /** Members are read by readZipMember. */
  override _readStreamForRange(): Readable {
    throw new Error('A zip is not streamed.');
  }

  override close(callback: (error: Error | null) => void): void {
    closeSync(this.handle);
    callback(null);
  }
}
