import { writeFully } from '../write-fully.js';

/** Bytes that may wait for the disk. */
const MOST_WAITING = 2 ** 23;

/** Writes what arrives in the background, in its order: receiving and hashing go on while the system takes it. */
export class PartWriter {
  #waiting: Buffer[] = [];
  #bytes = 0;
  #writing: Promise<void> | undefined;
  #failed = false;

  /** @param onWritten how many bytes more are in the file */
  constructor(
    private readonly handle: number,
    private readonly onWritten: (bytes: number) => void,
  ) {}

  /** @returns false where more should only come once it has settled */
  add(piece: Buffer): boolean {
    this.#waiting.push(piece);
    this.#bytes += piece.length;
    this.#writing ??= this.#begin();
    return !this.#failed && this.#bytes < MOST_WAITING;
  }

  /** Waits until all is written. @throws the error of the file system */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #begin(): Promise<void> {
    const writing = this.#writeAll();
    // It is thrown to whoever waits.
    writing.catch(() => {
      this.#failed = true;
    });
    return writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const pieces = this.#waiting;
      const bytes = this.#bytes;
      this.#waiting = [];
      this.#bytes = 0;
      await writeFully(this.handle, pieces);
      this.onWritten(bytes);
    }
    this.#writing = undefined;
  }
}
