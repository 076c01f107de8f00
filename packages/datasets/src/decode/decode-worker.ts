import { move, transferableSymbol, valueSymbol } from 'piscina';
import { type DecodedChunk, decodeChunk, type PixelSettings } from './decode-chunk.js';

/** Encoded images on their way to a worker thread. */
export interface PackedImages {
  /** All of them, one after the other. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Bytes of each. */
  lengths: readonly number[];
  settings: PixelSettings;
}

/** What a thread of DecodePool runs; the pixels are handed over, not copied. */
export default async function decodePacked({ bytes, lengths, settings }: PackedImages): Promise<unknown> {
  const images: Uint8Array[] = [];
  let start = 0;
  for (const length of lengths) {
    images.push(bytes.subarray(start, start + length));
    start += length;
  }
  const chunk: DecodedChunk = await decodeChunk(images, settings);
  return move({ [transferableSymbol]: [chunk.pixels.buffer], [valueSymbol]: chunk });
}
