import { LoadOptionError } from '../errors.js';
import type { LoadOptions } from './load.js';
import { checkReadConfig } from './read-config.js';
import { SkipDecoding } from './skip-decoding.js';

/** Every option of `load`; a new one that is missing here does not compile. */
const NAMES: Record<keyof LoadOptions | 'split', true> = {
  ...{ split: true, withInfo: true, asSupervised: true, shuffleFiles: true, batchSize: true },
  ...{ decoders: true, readConfig: true, imageSize: true, resize: true },
  ...{ dataDir: true, manualDir: true, cacheDir: true, source: true, downloadBase: true },
  ...{ signal: true, onProgress: true, skipBroken: true },
};
const ASPECT_RATIOS = ['stretch', 'crop', 'pad'];

/**
 * Refuses options that there are not, and values that they cannot have; before anything is downloaded.
 * @throws LoadOptionError
 */
export function checkLoadOptions(options: LoadOptions): void {
  checkNames(options);
  for (const name of ['batchSize', 'imageSize'] as const) {
    const value = options[name];
    if (value !== undefined && (!Number.isInteger(value) || value < 1))
      throw new LoadOptionError(name, `it is ${value}.`, 'Give an integer from 1 up, or leave it out.');
  }
  checkReadConfig(options.readConfig ?? {});
  for (const [feature, decoder] of Object.entries(options.decoders ?? {}))
    if (feature !== 'image' || (decoder !== undefined && decoder !== SkipDecoding))
      throw new LoadOptionError(
        `decoders.${feature}`,
        'there is no such decoder.',
        'There is { image: SkipDecoding }.',
      );
  const skips = options.decoders?.image === SkipDecoding;
  if (skips && options.imageSize !== undefined)
    throw new LoadOptionError('imageSize', 'an image that is not decoded has none.', 'Leave one out.');
  if (options.asSupervised && options.readConfig?.addTfdsId)
    throw new LoadOptionError(
      'readConfig.addTfdsId',
      '[image, label] has no place for it.',
      'Leave asSupervised or addTfdsId out.',
    );
  checkResize(options);
}

function checkNames(options: LoadOptions): void {
  const unknown = Object.keys(options).find((name) => !(name in NAMES));
  if (unknown === undefined) return;
  const meant = Object.keys(NAMES).find((name) => plain(name) === plain(unknown));
  const remedy = meant
    ? `Write ${meant}.`
    : unknown === 'download'
      ? `Write source: 'prepared' to read only what is there already.`
      : `Leave it out; there is ${Object.keys(NAMES).join(', ')}.`;
  throw new LoadOptionError(unknown, 'there is no such option.', remedy);
}

/** `as_supervised` and `batchsize` as what they mean. */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

function checkResize({ resize, imageSize }: LoadOptions): void {
  if (resize === undefined) return;
  if (imageSize === undefined)
    throw new LoadOptionError('resize', 'without imageSize nothing is resized.', 'Give imageSize too.');
  const { aspectRatio = 'stretch', antialias = true, ...others } = resize;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new LoadOptionError(
      `resize.${other}`,
      'there is no such setting.',
      'There is aspectRatio, antialias.',
    );
  if (!ASPECT_RATIOS.includes(aspectRatio))
    throw new LoadOptionError(
      'resize.aspectRatio',
      `it is ${aspectRatio}.`,
      `Give one of ${ASPECT_RATIOS.join(', ')}.`,
    );
  if (typeof antialias !== 'boolean')
    throw new LoadOptionError('resize.antialias', `it is ${antialias}.`, 'Give true or false.');
}
