import { closeSync, fdatasync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const flushContent = promisify(fdatasync);
const flushAll = promisify(fsync);

/** Bytes after which the disk is asked to write, so that little is left to wait for at the end. */
const FLUSH_EVERY = 2 ** 24;

/** A new file that is written piece by piece and flushed to the disk meanwhile. */
export class ShardFile {
  /** What it will have. */
  bytes = 0;
  #written = 0;
  #handle: number | undefined;
  #unflushed = 0;
  #flushing: Promise<void> = Promise.resolve();
  #isFlushing = false;

  constructor(private readonly file: string) {}

  /** Open for writing. @throws the error of the file system, also where there is such a file */
  get handle(): number {
    this.#handle ??= openSync(this.file, 'wx');
    return this.#handle;
  }

  /** Says that so many bytes more were written; with the last of them it is flushed and closed. */
  wrote(bytes: number): void {
    this.#written += bytes;
    this.#unflushed += bytes;
    const isWhole = this.#written === this.bytes;
    if (isWhole || (this.#unflushed >= FLUSH_EVERY && !this.#isFlushing)) this.#flush(isWhole);
  }

  /** Waits until all that was written is on the disk. @throws the error of the file system */
  async flushed(): Promise<void> {
    await this.#flushing;
  }

  /** Closes it, however far it is. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#flushing]);
    this.#close();
  }

  #close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  #flush(isWhole: boolean): void {
    this.#unflushed = 0;
    this.#isFlushing = true;
    this.#flushing = this.#flushing.then(async () => {
      await (isWhole ? flushAll : flushContent)(this.handle);
      this.#isFlushing = false;
      if (isWhole) this.#close();
    });
    // It is thrown to whoever waits for it.
    this.#flushing.catch(() => {});
  }
}
