import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { PreparedInvalidError } from '../errors.js';
import { fileProblem } from '../file-problem.js';
import { inMebibytes, MOST_RECORD_BYTES } from '../limits.js';
import { maskedCrc32c } from './masked-crc32c.js';

/** uint64 length and its checksum before the data, the data's checksum behind. */
const HEADER = 12;
const FOOTER = 4;

/** A record and where it starts in its file. */
export interface TfRecord {
  offset: number;
  data: Buffer;
}

/** A TFRecord file that is open for reading; both checksums of every record are checked. */
export class TfRecordFile {
  private readonly handle: number;
  /** Bytes of the file. */
  readonly size: number;

  /** @throws PreparedInvalidError when there is no such file */
  constructor(readonly file: string) {
    try {
      this.handle = openSync(file, 'r');
      this.size = fstatSync(this.handle).size;
    } catch (error) {
      throw new PreparedInvalidError(file, `cannot be read: ${fileProblem(error)}.`, error);
    }
  }

  /** The record that starts at a byte. @throws PreparedInvalidError that names file and byte */
  read(offset: number): TfRecord {
    const length = this.lengthAt(offset);
    if (length > MOST_RECORD_BYTES)
      throw new PreparedInvalidError(
        this.file,
        `the record at byte ${offset} has ${inMebibytes(length)}; one of images has at most ${inMebibytes(MOST_RECORD_BYTES)}.`,
      );
    const body = this.bytes(offset + HEADER, length + FOOTER, offset);
    const data = body.subarray(0, length);
    if (maskedCrc32c(data) !== body.readUInt32LE(length))
      throw new PreparedInvalidError(this.file, `the record at byte ${offset} is damaged: wrong checksum.`);
    return { offset, data };
  }

  /**
   * Records from a byte on, read from the disk in one piece.
   * @param most bytes of the piece; a larger record comes alone
   * @param count records, at most
   * @returns at least one record; their data are parts of one array
   * @throws as `read`, of the first record; a later one that is damaged ends the piece before it
   */
  readPiece(offset: number, most: number, count: number): [TfRecord, ...TfRecord[]] {
    const piece = this.bytes(offset, Math.min(most, this.size - offset));
    const records: TfRecord[] = [];
    for (let at = 0; records.length < count && at + HEADER + FOOTER <= piece.length; ) {
      if (maskedCrc32c(piece.subarray(at, at + 8)) !== piece.readUInt32LE(at + 8)) break;
      const start = at + HEADER;
      const end = start + Number(piece.readBigUInt64LE(at));
      if (end + FOOTER > piece.length) break;
      const data = piece.subarray(start, end);
      if (maskedCrc32c(data) !== piece.readUInt32LE(end)) break;
      records.push({ offset: offset + at, data });
      at = end + FOOTER;
    }
    const [first = this.read(offset), ...others] = records;
    return [first, ...others];
  }

  /**
   * Bytes of the record that starts at a byte, by its header alone.
   * @throws PreparedInvalidError where the file ends within the header or the header's checksum is wrong
   */
  lengthAt(offset: number): number {
    const header = this.bytes(offset, HEADER);
    if (maskedCrc32c(header.subarray(0, 8)) !== header.readUInt32LE(8))
      throw new PreparedInvalidError(
        this.file,
        `no whole record at byte ${offset}: its length has a wrong checksum.`,
      );
    return Number(header.readBigUInt64LE(0));
  }

  /** Where the record behind that at `offset` starts. @throws as lengthAt */
  after(offset: number): number {
    return offset + HEADER + this.lengthAt(offset) + FOOTER;
  }

  /**
   * All records in order; those that are broken as the error and the byte that they start at. The last may be one
   * behind which no other can be found.
   */
  *whatIsThere(): Generator<TfRecord | { offset: number; error: PreparedInvalidError }> {
    for (let offset = 0; offset < this.size; ) {
      let next = this.size;
      try {
        next = this.after(offset);
        yield this.read(offset);
      } catch (error) {
        if (!(error instanceof PreparedInvalidError)) throw error;
        yield { offset, error };
      }
      offset = next;
    }
  }

  /** All records in order. */
  *[Symbol.iterator](): Generator<TfRecord> {
    for (let offset = 0; offset < this.size; ) {
      const record = this.read(offset);
      yield record;
      offset += HEADER + record.data.length + FOOTER;
    }
  }

  close(): void {
    closeSync(this.handle);
  }

  private bytes(offset: number, length: number, recordAt = offset): Buffer {
    // Before the buffer is made: a wrong length must not ask for gigabytes.
    if (offset + length > this.size)
      throw new PreparedInvalidError(
        this.file,
        `cut off: the record at byte ${recordAt} needs ${offset + length - this.size} bytes more.`,
      );
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const read = readSync(this.handle, buffer, done, length - done, offset + done);
      if (read === 0)
        throw new PreparedInvalidError(this.file, `cut off at byte ${offset + done} while it was read.`);
      done += read;
    }
    return buffer;
  }
}
