/** What the first bytes of a JPEG or PNG say of its pixels. */
export interface ImageHeader {
  format: 'jpeg' | 'png';
  /** Pixels. */
  width: number;
  height: number;
  /** Bits a sample. */
  depth: number;
  /** Stored samples a pixel: 1 grey, 2 grey and alpha, 3 colour, 4 CMYK (JPEG) or colour and alpha (PNG). */
  channels: number;
  /** Whether a pixel is a number in a table of colours. */
  hasPalette: boolean;
}

/** Samples a pixel by the colour type of a PNG (11.2.2). */
const PNG_CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Reads the frame header of a JPEG (ITU-T T.81, B.2.2) or the IHDR of a PNG.
 * @returns undefined for what is neither, or has no such header where one belongs
 */
export function imageHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegHeader(bytes);
  if (PNG_SIGNATURE.every((value, i) => bytes[i] === value)) return pngHeader(bytes);
  return undefined;
}

function jpegHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    // A marker may have fill bytes before it.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrameHeader(marker))
      return {
        ...{ format: 'jpeg', hasPalette: false, depth: bytes[at + 4]! },
        ...{ height: view.getUint16(at + 5), width: view.getUint16(at + 7), channels: bytes[at + 9]! },
      };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 … SOF15; among them lie the tables of Huffman (C4) and arithmetic codes (CC) and an extension (C8). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function pngHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (bytes.length < 33 || String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const colourType = bytes[25]!;
  const channels = PNG_CHANNELS[colourType];
  if (channels === undefined) return undefined;
  return {
    ...{ format: 'png', hasPalette: colourType === 3, depth: bytes[24]!, channels },
    ...{ width: view.getUint32(16), height: view.getUint32(20) },
  };
}
