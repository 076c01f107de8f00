import { INPUT } from './decode-image.js';
import { imageHeader } from './image-header.js';
import { loadSharp } from './load-sharp.js';

/** Pixels of an encoded image, as stored, by its header alone. @throws the decoder's error */
export async function imageDimensions(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const header = imageHeader(bytes);
  if (header) return { width: header.width, height: header.height };
  const { width, height } = await (await loadSharp())(bytes, INPUT).metadata();
  return { width, height };
}
