import type { Pax } from 'tar';
import { plainTarHeader } from './plain-tar-header.js';

/** The parts of the library `tar` that know the format. */
type Tar = Pick<typeof import('tar'), 'Header' | 'Pax'>;

/** Takes the bytes of an entry. */
export interface EntrySink {
  piece(bytes: Buffer): void;
  end(): void;
}

/** An entry's sink; undefined passes over it. @param type as `tar` calls it: File, SymbolicLink, Directory … */
export type OnEntry = (path: string, type: string, size: number) => EntrySink | undefined;

const BLOCK = 512;
/** Long names and the like; `tar` passes over longer ones, too. */
const MOST_META_BYTES = 2 ** 20;
const nothing = Buffer.alloc(0);
/** Entries that say more of those that follow. */
const meta = new Set([
  ...['ExtendedHeader', 'OldExtendedHeader', 'GlobalExtendedHeader'],
  ...['NextFileHasLongPath', 'OldGnuLongPath', 'NextFileHasLongLinkpath'],
]);
const known = new Set([
  ...['File', 'OldFile', 'ContiguousFile', 'Link', 'SymbolicLink', 'Directory', 'GNUDumpDir'],
  ...['CharacterDevice', 'BlockDevice', 'FIFO'],
]);

/**
 * Reads a tar that comes in pieces. Headers are understood by the library `tar`; its own parser, in which every entry is
 * a stream, takes three times as long for photos.
 */
export class TarReader {
  /** Whether the end that a tar marks itself has come; what lies behind it is passed over. */
  over = false;
  #header: Buffer = nothing;
  #left = 0;
  #padding = 0;
  #sink: EntrySink | undefined;
  #extended: Pax | undefined;
  #global: Pax | undefined;
  #sawNullBlock = false;
  #sawEntry = false;

  constructor(
    private readonly tar: Tar,
    private readonly onEntry: OnEntry,
  ) {}

  /** Hands its pieces on as views. @throws Error in plain words, and whatever the entry's taker throws */
  write(piece: Buffer): void {
    let at = 0;
    if (this.#header.length > 0) {
      at = BLOCK - this.#header.length;
      this.#header = Buffer.concat([this.#header, piece.subarray(0, at)]);
      if (this.#header.length < BLOCK) return;
      this.#readHeader(this.#header, 0);
      this.#header = nothing;
    }
    while (at < piece.length && !this.over)
      if (this.#left + this.#padding > 0) at += this.#readContent(piece, at);
      else if (at + BLOCK <= piece.length) {
        this.#readHeader(piece, at);
        at += BLOCK;
      } else {
        // A copy, which does not hold the whole piece.
        this.#header = Buffer.from(piece.subarray(at));
        at = piece.length;
      }
  }

  /** @throws Error in plain words where it is cut off, or held no entry */
  end(): void {
    if (this.#left + this.#padding > 0)
      throw new Error(`cut off: ${this.#left + this.#padding} bytes are missing`);
    if (!this.#sawEntry) throw new Error('it holds no entry');
  }

  #readContent(piece: Buffer, at: number): number {
    const content = piece.subarray(at, at + this.#left);
    if (content.length > 0) {
      this.#sink?.piece(content);
      this.#left -= content.length;
      if (this.#left === 0) this.#endEntry();
    }
    const padding = Math.min(this.#padding, piece.length - at - content.length);
    this.#padding -= padding;
    return content.length + padding;
  }

  #endEntry(): void {
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.end();
  }

  #readHeader(buffer: Buffer, at: number): void {
    const plain = this.#extended || this.#global ? undefined : plainTarHeader(buffer, at);
    if (plain) {
      this.#sawNullBlock = false;
      this.#beginContent(plain.size);
      this.#sink = this.onEntry(plain.path, 'File', plain.size);
      if (this.#left === 0) this.#endEntry();
      return;
    }
    const header = new this.tar.Header(buffer, at, this.#extended, this.#global);
    if (header.nullBlock) {
      this.over = this.#sawNullBlock;
      this.#sawNullBlock = true;
      return;
    }
    this.#sawNullBlock = false;
    const { cksumValid, path, type, linkpath, size = 0 } = header;
    if (!cksumValid) throw new Error('a header has a wrong checksum');
    if (!path) throw new Error('an entry has no name');
    const isLink = type === 'Link' || type === 'SymbolicLink';
    if (isLink && !linkpath) throw new Error('a link leads nowhere');
    if (!isLink && linkpath && type !== 'ExtendedHeader' && type !== 'GlobalExtendedHeader')
      throw new Error('an entry that is no link leads somewhere');
    this.#beginContent(size);
    if (meta.has(type)) this.#sink = this.#meta(type, size);
    else {
      // `tar` puts the header's prefix before it.
      const name = this.#extended?.path ?? path;
      this.#extended = undefined;
      this.#sink = known.has(type) ? this.onEntry(name, type, size) : undefined;
    }
    if (this.#left === 0) this.#endEntry();
  }

  #beginContent(size: number): void {
    this.#sawEntry = true;
    this.#left = size;
    this.#padding = BLOCK * Math.ceil(size / BLOCK) - size;
  }

  /** What says more of the entries that follow. */
  #meta(type: string, size: number): EntrySink | undefined {
    if (size === 0 || size > MOST_META_BYTES) return undefined;
    const pieces: Buffer[] = [];
    return {
      piece: (bytes) => pieces.push(bytes),
      end: () => this.#apply(type, Buffer.concat(pieces).toString('utf8')),
    };
  }

  #apply(type: string, text: string): void {
    const { Pax } = this.tar;
    if (type === 'GlobalExtendedHeader') this.#global = Pax.parse(text, this.#global, true);
    else if (type.endsWith('ExtendedHeader')) this.#extended = Pax.parse(text, this.#extended, false);
    else {
      this.#extended ??= new Pax({});
      const name = text.replace(/\0.*/, '');
      if (type === 'NextFileHasLongLinkpath') this.#extended.linkpath = name;
      else this.#extended.path = name;
    }
  }
}
