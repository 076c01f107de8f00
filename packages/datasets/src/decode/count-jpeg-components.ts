/**
 * Colour components that the frame header of a JPEG names (ITU-T T.81, B.2.2): 1 grey, 3 colour, 4 CMYK.
 * @returns null for what is no JPEG, or has no frame header
 */
export function countJpegComponents(bytes: Uint8Array): number | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    // A marker may have fill bytes before it.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrameHeader(marker)) return bytes[at + 9]!;
    at += 2 + (bytes[at + 2]! << 8) + bytes[at + 3]!;
  }
  return null;
}

/** SOF0 … SOF15; among them lie the tables of Huffman (C4) and arithmetic codes (CC) and an extension (C8). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
