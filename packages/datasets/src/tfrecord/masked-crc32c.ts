import { crc32c } from '@node-rs/crc32';

/** The checksum of TFRecord files. Source: tensorflow/core/lib/hash/crc32c.h, `Mask`. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes as Buffer);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
