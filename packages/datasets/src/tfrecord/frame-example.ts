import type { ImageAndLabel } from './example.js';
import { maskedCrc32c } from './masked-crc32c.js';

const HEADER = 12;
const FOOTER = 4;

/**
 * Frames examples as TFRecords: the same bytes as `frameRecord(encodeExample(example))`, with one copy of the image
 * instead of three. The fields are written by hand; protobufjs, which the reading uses, is what its test compares with.
 */
export class ExampleFramer {
  private buffer = Buffer.alloc(1 << 18);
  private at = 0;

  /** @returns a view that is good until the next call */
  frame({ image, label }: ImageAndLabel): Buffer {
    const value = lengthOfField(image.length);
    const bytesList = lengthOfField(value);
    const labelBytes = varintLength(label);
    const int64List = lengthOfField(lengthOfField(labelBytes));
    const imageEntry = lengthOfField(5) + lengthOfField(bytesList);
    const labelEntry = lengthOfField(5) + lengthOfField(int64List);
    const features = lengthOfField(imageEntry) + lengthOfField(labelEntry);
    const length = lengthOfField(features);
    const total = HEADER + length + FOOTER;
    if (this.buffer.length < total) this.buffer = Buffer.allocUnsafeSlow(total * 2);
    const { buffer } = this;
    buffer.writeBigUInt64LE(BigInt(length), 0);
    buffer.writeUInt32LE(maskedCrc32c(buffer.subarray(0, 8)), 8);
    this.at = HEADER;
    this.open(1, features); // Example.features
    this.open(1, imageEntry); // Features.feature
    this.key('image');
    this.open(2, bytesList); // the entry's Feature
    this.open(1, value); // Feature.bytes_list
    this.open(1, image.length); // BytesList.value
    buffer.set(image, this.at);
    this.at += image.length;
    this.open(1, labelEntry);
    this.key('label');
    this.open(2, int64List);
    this.open(3, lengthOfField(labelBytes)); // Feature.int64_list
    this.open(1, labelBytes); // Int64List.value, packed
    this.varint(label);
    buffer.writeUInt32LE(maskedCrc32c(buffer.subarray(HEADER, this.at)), this.at);
    return buffer.subarray(0, total);
  }

  /** The head of a field of a known length. */
  private open(field: number, length: number): void {
    this.buffer[this.at++] = (field << 3) | 2;
    this.varint(length);
  }

  private key(name: string): void {
    this.open(1, name.length);
    this.at += this.buffer.write(name, this.at, 'latin1');
  }

  private varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.buffer[this.at++] = (rest % 0x80) | 0x80;
    this.buffer[this.at++] = rest;
  }
}

function lengthOfField(length: number): number {
  return 1 + varintLength(length) + length;
}

function varintLength(value: number): number {
  return value < 0x80 ? 1 : 1 + varintLength(Math.floor(value / 0x80));
}
