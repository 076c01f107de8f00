/** Bytes that encodeExample gives for an image of so many bytes; TFDS counts shards by it before it writes. */
export function encodedLength(imageBytes: number, label: number): number {
  const entry = (keyLength: number, list: number) =>
    fieldLength(fieldLength(keyLength) + fieldLength(fieldLength(list)));
  const image = entry('image'.length, fieldLength(imageBytes));
  return fieldLength(image + entry('label'.length, fieldLength(varintLength(label))));
}

/** Bytes of a field of protobuf's that holds so many bytes, for field numbers up to 15. */
export function fieldLength(bytes: number): number {
  return 1 + varintLength(bytes) + bytes;
}

/** Bytes of a whole number as protobuf writes it. */
export function varintLength(value: number): number {
  return value < 0x80 ? 1 : 1 + varintLength(Math.floor(value / 0x80));
}
