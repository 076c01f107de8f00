import { extname } from 'node:path';

const EXTENSIONS = new Set(['.jpg', '.jpeg', '.png']);

/** Whether a file is taken for an image, by the end of its name. */
export function isImageName(name: string): boolean {
  return EXTENSIONS.has(extname(name).toLowerCase());
}

/** Whether a file or folder is passed over: hidden ones, and what macOS adds to its archives. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX';
}
