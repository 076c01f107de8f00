import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Bytes that are waited for, but at the end. */
const PIECE = 2 ** 22;

/** A file that may still be arriving, for whoever wants to read it before it is whole. */
export class ArrivingFile {
  #have = 0;
  #state: 'arriving' | 'whole' | 'lost' = 'arriving';
  #tell = () => {};

  /**
   * @param path of the file while it arrives
   * @param bytes that it will have
   */
  constructor(
    readonly path: string,
    readonly bytes: number,
  ) {}

  /** One that is there. */
  static whole(path: string): ArrivingFile {
    const file = new ArrivingFile(path, statSync(path, { throwIfNoEntry: false })?.size ?? 0);
    file.arrived(file.bytes);
    file.end(true);
    return file;
  }

  /** @param bytes that are in the file; fewer than before mean that it was begun anew, which its reader cannot follow */
  arrived(bytes: number): void {
    if (bytes < this.#have) this.#state = 'lost';
    this.#have = bytes;
    this.#tell();
  }

  /** Nothing more comes. */
  end(whole: boolean): void {
    if (this.#state === 'arriving') this.#state = whole ? 'whole' : 'lost';
    this.#tell();
  }

  /**
   * All bytes from the first on, as they arrive. For one reader; a piece is good until the next but one is asked for.
   * @throws Error when the file was begun anew or not finished, and the error of the file system
   */
  async *pieces(): AsyncGenerator<Buffer> {
    await this.#upTo(PIECE);
    const handle = await open(this.path);
    let [room, other] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
    try {
      for (let at = 0; ; [room, other] = [other, room]) {
        const length = (await this.#upTo(at + PIECE)) - at;
        if (length === 0) return;
        const { bytesRead } = await handle.read(room, 0, length, at);
        if (bytesRead === 0) throw new Error('the file became shorter');
        yield room.subarray(0, bytesRead);
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }

  /** Waits until so many bytes are there or no more come. @returns the fewer of those */
  async #upTo(bytes: number): Promise<number> {
    while (this.#state === 'arriving' && this.#have < bytes)
      await new Promise<void>((resolve) => {
        this.#tell = resolve;
      });
    if (this.#state === 'lost') throw new Error('the download was begun anew or ended early');
    return Math.min(bytes, this.#have);
  }
}
