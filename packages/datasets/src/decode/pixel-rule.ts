import type { ResizeSettings } from '@teamnet/records';

/**
 * Which pixels decoding gives; part of the cache's key and of each run's id. The number rises when the same image and
 * size give other bytes. In 1, libvips resized with a box and a triangle, 0.6 grey levels off TensorFlow in the mean; in
 * 2, JPEGs were decoded with the accurate DCT, 0.8 levels off TensorFlow's fast one.
 */
export function pixelRule({ antialias = true }: ResizeSettings = {}): string {
  return `bilinear${antialias ? '-antialias' : ''}/3`;
}
