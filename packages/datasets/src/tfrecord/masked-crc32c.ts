import { crc32c } from '@node-rs/crc32';

/** The checksum of TFRecord files. */
export function maskedCrc32c(bytes: Uint8Array): number {
  return masked(crc32c(bytes as Buffer));
}

/** CRC32C of what comes in pieces. */
export function crc32cOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((crc, piece) => crc32c(piece as Buffer, crc), 0);
}

/** Source: tensorflow/core/lib/hash/crc32c.h, `Mask`. */
export function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
