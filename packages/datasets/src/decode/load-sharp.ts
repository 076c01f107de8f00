import type sharp from 'sharp';

let loaded: Promise<typeof sharp> | undefined;

/** sharp, loaded with the first image that needs libvips: it takes 0.1 s, which common JPEGs and PNGs need not wait for. */
export function loadSharp(): Promise<typeof sharp> {
  loaded ??= import('sharp').then((module) => {
    // Many small images: one thread an image, several images at once, beats several threads an image.
    module.default.concurrency(1);
    module.default.cache(false);
    return module.default;
  });
  return loaded;
}
