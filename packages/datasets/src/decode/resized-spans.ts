import type { ResizeSettings } from '@teamnet/records';
import type { Span } from './axis-filter.js';

/**
 * What of an image is resized to a square, in its own pixels, as Keras' `ops.image.resize` computes it; of `pad` the
 * span is larger than the image.
 */
export function resizedSpans(
  width: number,
  height: number,
  aspectRatio: ResizeSettings['aspectRatio'] = 'stretch',
): { x: Span; y: Span } {
  if (aspectRatio === 'stretch') return { x: { start: 0, length: width }, y: { start: 0, length: height } };
  const span = aspectRatio === 'crop' ? cropped : padded;
  return { x: span(width, height), y: span(height, width) };
}

function cropped(length: number, other: number): Span {
  const rest = Math.max(length - other, 0);
  return { start: Math.floor(rest / 2), length: length - rest };
}

/** Both edges get the same, so an odd rest leaves the side one pixel short of a square: Keras does so. */
function padded(length: number, other: number): Span {
  const edge = Math.floor(Math.max(other - length, 0) / 2);
  return { start: edge === 0 ? 0 : -edge, length: length + 2 * edge };
}
