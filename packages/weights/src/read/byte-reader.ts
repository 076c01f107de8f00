/** Bytes that end before what they announce, or are no text where text should be. */
export class BytesError extends Error {}

/** Reads little-endian numbers and lines from bytes, never beyond their end. */
export class ByteReader {
  private readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    public position = 0,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next bytes, not copied. */
  take(length: number): Uint8Array {
    return this.bytes.subarray(this.advance(length), this.position);
  }
  uint8(): number {
    return this.view.getUint8(this.advance(1));
  }
  uint16(): number {
    return this.view.getUint16(this.advance(2), true);
  }
  int32(): number {
    return this.view.getInt32(this.advance(4), true);
  }
  uint32(): number {
    return this.view.getUint32(this.advance(4), true);
  }
  bigInt64(): bigint {
    return this.view.getBigInt64(this.advance(8), true);
  }
  /** Big-endian, as pickle writes it. */
  float64(): number {
    return this.view.getFloat64(this.advance(8), false);
  }
  text(length: number): string {
    const at = this.position;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.take(length));
    } catch (error) {
      if (error instanceof BytesError) throw error;
      throw new BytesError(`its text at byte ${at} is damaged`);
    }
  }
  /** Up to the next line feed, at most 256 bytes. */
  line(): string {
    const end = this.bytes.subarray(this.position, this.position + 256).indexOf(0x0a);
    if (end < 0) throw endsAt(this.position);
    const text = this.text(end);
    this.position++;
    return text;
  }

  private advance(length: number): number {
    const begin = this.position;
    if (length < 0 || length > this.bytes.length - begin) throw endsAt(begin);
    this.position = begin + length;
    return begin;
  }
}

function endsAt(position: number): BytesError {
  return new BytesError(`it ends in the middle, at byte ${position}`);
}
