import { maskedCrc32c } from './masked-crc32c.js';

/** A serialised message as a TFRecord: length, checksum, data, checksum. */
export function frameRecord(data: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(data.length + 16);
  framed.writeBigUInt64LE(BigInt(data.length), 0);
  framed.writeUInt32LE(maskedCrc32c(framed.subarray(0, 8)), 8);
  framed.set(data, 12);
  framed.writeUInt32LE(maskedCrc32c(data), 12 + data.length);
  return framed;
}
