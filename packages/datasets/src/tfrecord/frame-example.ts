import { encodedLength, fieldLength, varintLength } from './encoded-length.js';
import { maskedCrc32c } from './masked-crc32c.js';

const HEADER = 12;
const FOOTER = 4;

/** A record of a TFRecord file before it is framed. */
export interface ImagePieces {
  /** Encoded image, cut anywhere. */
  image: readonly Uint8Array[];
  label: number;
}

/** Bytes of the record that frameExample makes of an image of so many bytes. */
export function framedLength(imageBytes: number, label: number): number {
  return HEADER + encodedLength(imageBytes, label) + FOOTER;
}

/**
 * Writes an example as a TFRecord: the same bytes as `frameRecord(encodeExample(example))`, with one copy of the image
 * instead of three. The fields are written by hand; protobufjs, which the reading uses, is what its test compares with.
 * @param buffer of framedLength bytes
 */
export function frameExample(buffer: Buffer, { image, label }: ImagePieces): void {
  const imageBytes = image.reduce((sum, piece) => sum + piece.length, 0);
  const value = fieldLength(imageBytes);
  const bytesList = fieldLength(value);
  const labelBytes = varintLength(label);
  const int64List = fieldLength(fieldLength(labelBytes));
  const imageEntry = fieldLength(5) + fieldLength(bytesList);
  const labelEntry = fieldLength(5) + fieldLength(int64List);
  const features = fieldLength(imageEntry) + fieldLength(labelEntry);
  buffer.writeBigUInt64LE(BigInt(fieldLength(features)), 0);
  buffer.writeUInt32LE(maskedCrc32c(buffer.subarray(0, 8)), 8);
  const fields = new Fields(buffer, HEADER);
  fields.open(1, features); // Example.features
  fields.open(1, imageEntry); // Features.feature
  fields.key('image');
  fields.open(2, bytesList); // the entry's Feature
  fields.open(1, value); // Feature.bytes_list
  fields.open(1, imageBytes); // BytesList.value
  for (const piece of image) fields.bytes(piece);
  fields.open(1, labelEntry);
  fields.key('label');
  fields.open(2, int64List);
  fields.open(3, fieldLength(labelBytes)); // Feature.int64_list
  fields.open(1, labelBytes); // Int64List.value, packed
  fields.varint(label);
  buffer.writeUInt32LE(maskedCrc32c(buffer.subarray(HEADER, fields.at)), fields.at);
}

/** Writes protobuf's wire format. */
class Fields {
  constructor(
    private readonly buffer: Buffer,
    public at: number,
  ) {}

  /** The head of a field of a known length. */
  open(field: number, length: number): void {
    this.buffer[this.at++] = (field << 3) | 2;
    this.varint(length);
  }

  key(name: string): void {
    this.open(1, name.length);
    this.at += this.buffer.write(name, this.at, 'latin1');
  }

  bytes(value: Uint8Array): void {
    this.buffer.set(value, this.at);
    this.at += value.length;
  }

  varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.buffer[this.at++] = (rest % 0x80) | 0x80;
    this.buffer[this.at++] = rest;
  }
}
