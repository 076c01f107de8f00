import { ImageCorruptError } from '../errors.js';

/** The error for an image that cannot be decoded, named by its key and, where that does not tell it, by its place. */
export function corruptImage(key: string, place: string, cause: unknown): ImageCorruptError {
  return new ImageCorruptError(place.includes(key) ? place : `${key} (${place})`, cause);
}
