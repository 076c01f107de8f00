import sharp, { type Sharp } from 'sharp';

let made: Promise<Buffer[]> | undefined;

/** Small whole images, one of each kind that the readers meet; made once. */
export function smallImages(): Promise<Buffer[]> {
  made ??= make();
  return made;
}

async function make(): Promise<Buffer[]> {
  const base = () => {
    const pixels = Buffer.from(Array.from({ length: 24 * 18 * 3 }, (_, i) => (i * 37 + (i >> 5) * 11) % 256));
    return sharp(pixels, { raw: { width: 24, height: 18, channels: 3 } });
  };
  const alpha = () => base().ensureAlpha(0.5);
  const kinds: Sharp[] = [
    base().png(),
    base().jpeg(),
    base().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
    base().greyscale().jpeg(),
    base().toColourspace('cmyk').jpeg(),
    base().withMetadata({ orientation: 6 }).jpeg(),
    alpha().png({ progressive: true }),
    base().png({ palette: true }),
    base().toColourspace('rgb16').png(),
    base().greyscale().toColourspace('b-w').png(),
    base().webp(),
    base().gif(),
  ];
  return Promise.all(kinds.map((image) => image.toBuffer()));
}
