import { relative, sep } from 'node:path';
import type { FileHash, FileHashes } from './file-hashes.js';

/** What a grade rests on: every file that was asked for, whether or not it was there. */
export class FilesAsked {
  readonly #hashes: FileHashes;
  readonly #root: string;
  readonly #asked = new Map<string, string>();

  constructor(root: string, hashes: FileHashes) {
    this.#root = root;
    this.#hashes = hashes;
  }

  /** @returns null where there is no file, or a folder */
  hash(file: string): FileHash | null {
    return this.#note(file, () => this.#hashes.of(file));
  }

  /** @returns null where there is no file */
  read(file: string): Buffer | null {
    let content: Buffer | null = null;
    this.#note(file, () => {
      content = this.#hashes.read(file);
      return this.#hashes.of(file);
    });
    return content;
  }

  /** Path relative to the checkout -> sha256, or why there is none. */
  get all(): ReadonlyMap<string, string> {
    return this.#asked;
  }

  #note(file: string, look: () => FileHash | null): FileHash | null {
    const name = relative(this.#root, file).split(sep).join('/');
    try {
      const hash = look();
      this.#asked.set(name, hash?.sha256 ?? 'none');
      return hash;
    } catch (error) {
      this.#asked.set(name, (error as NodeJS.ErrnoException).code ?? 'unreadable');
      throw error;
    }
  }
}
