import { fieldLength, varintLength } from './encoded-length.js';
import { crc32cOf, masked, maskedCrc32c } from './masked-crc32c.js';

const HEADER = 12;
const FOOTER = 4;

/** A record of a TFRecord file before it is framed. */
export interface ImagePieces {
  /** Encoded image, cut anywhere. */
  image: readonly Uint8Array[];
  label: number;
}

/** Bytes that a frame adds to a message. */
export const FRAME = HEADER + FOOTER;

/**
 * An example as a TFRecord, in pieces: the same bytes as `frameRecord(encodeExample(example))`, without a copy of the
 * image. The fields are written by hand; protobufjs, which the reading uses, is what its test compares with.
 */
export function frameExample({ image, label }: ImagePieces): Uint8Array[] {
  const imageBytes = image.reduce((sum, piece) => sum + piece.length, 0);
  const value = fieldLength(imageBytes);
  const bytesList = fieldLength(value);
  const labelBytes = varintLength(label);
  const int64List = fieldLength(fieldLength(labelBytes));
  const imageEntry = fieldLength(5) + fieldLength(bytesList);
  const labelEntry = fieldLength(5) + fieldLength(int64List);
  const features = fieldLength(imageEntry) + fieldLength(labelEntry);
  const message = fieldLength(features);
  const fields = new Fields(message - imageBytes + FRAME);
  const { buffer } = fields;
  buffer.writeUInt32LE(message % 2 ** 32, 0);
  buffer.writeUInt32LE(Math.floor(message / 2 ** 32), 4);
  buffer.writeUInt32LE(maskedCrc32c(buffer.subarray(0, 8)), 8);
  fields.at = HEADER;
  fields.open(1, features); // Example.features
  fields.open(1, imageEntry); // Features.feature
  fields.key('image');
  fields.open(2, bytesList); // the entry's Feature
  fields.open(1, value); // Feature.bytes_list
  fields.open(1, imageBytes); // BytesList.value
  const before = buffer.subarray(0, fields.at);
  fields.open(1, labelEntry);
  fields.key('label');
  fields.open(2, int64List);
  fields.open(3, fieldLength(labelBytes)); // Feature.int64_list
  fields.open(1, labelBytes); // Int64List.value, packed
  fields.varint(label);
  const checked = [before.subarray(HEADER), ...image, buffer.subarray(before.length, fields.at)];
  buffer.writeUInt32LE(masked(crc32cOf(checked)), fields.at);
  return [before, ...image, buffer.subarray(before.length)];
}

/** Writes protobuf's wire format. */
class Fields {
  at = 0;
  readonly buffer: Buffer;

  constructor(bytes: number) {
    this.buffer = Buffer.allocUnsafe(bytes);
  }

  /** The head of a field of a known length. */
  open(field: number, length: number): void {
    this.buffer[this.at++] = (field << 3) | 2;
    this.varint(length);
  }

  key(name: string): void {
    this.open(1, name.length);
    for (let i = 0; i < name.length; i++) this.buffer[this.at++] = name.charCodeAt(i);
  }

  varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.buffer[this.at++] = (rest % 0x80) | 0x80;
    this.buffer[this.at++] = rest;
  }
}
