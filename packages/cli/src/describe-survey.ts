import type { DataSurvey, Leak, TwinPair, TwinPairs } from '@teamnet/records';

const MOST_PAIRS = 3;

/**
 * Image sizes, duplicates and leaks of a data set, a line each; warnings begin with "Warning", and the images that they
 * are about stand below them.
 */
export function describeSurvey(survey: DataSurvey): string[] {
  const { smallest, median, largest } = survey.imageSizes;
  const size = ([width, height]: readonly number[]) => `${width} x ${height}`;
  const sizes =
    size(smallest) === size(largest)
      ? `image size: ${size(largest)} pixels, all`
      : `image sizes: ${size(smallest)} to ${size(largest)} pixels, median ${size(median)}`;
  const { identical, near, leaks, unreadable } = survey;
  const clean = (['validation', 'test'] as const).filter((split) =>
    leaks.every(({ into }) => into !== split),
  );
  return [
    sizes,
    `duplicates: ${pairs(identical, 'identical')}; ${pairs(near, 'nearly identical')}`,
    ...naming(
      identical.examples.slice(identical.acrossLabels),
      ({ first, second }) => `${first} = ${second}`,
    ),
    ...naming(near.examples, ({ first, second }) => `${first} ≈ ${second}`),
    ...(clean.length > 0 ? [`no ${clean.join(' or ')} image is, or looks like, a training image`] : []),
    ...(identical.acrossLabels > 0
      ? [
          `Warning: ${pairs({ ...identical, pairs: identical.acrossLabels }, 'identical')} under two labels; one of the two must be wrong:`,
          ...naming(
            identical.examples.slice(0, identical.acrossLabels),
            ({ first, second }) => `${first} = ${second}`,
          ),
        ]
      : []),
    ...leaks.flatMap(describeLeak),
    ...(unreadable > 0
      ? [
          unreadable === 1
            ? 'Warning: 1 image cannot be decoded (teamnet data verify names it)'
            : `Warning: ${unreadable} images cannot be decoded (teamnet data verify names them)`,
        ]
      : []),
  ];
}

function pairs({ pairs: count }: Pick<TwinPairs, 'pairs'>, what: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'pair' : 'pairs'} of ${what} images`;
}

function describeLeak({ into, images, identical, examples }: Leak): string[] {
  const same = identical > 0 ? ` (${identical} byte for byte)` : '';
  const [image, them] = images === 1 ? ['image is or looks', 'it'] : ['images are or look', 'them'];
  const shown = naming(examples, ({ first, second }) => `${first} (training), ${second} (${into})`);
  return [
    `Warning: ${images} ${into} ${image} like a training image${same}; the accuracy on ${them} says little of new photos:`,
    ...(images > shown.length && shown.at(-1) !== '  …' ? [...shown, '  …'] : shown),
  ];
}

function naming(examples: readonly TwinPair[], name: (pair: TwinPair) => string): string[] {
  const shown = examples.slice(0, MOST_PAIRS).map((pair) => `  ${name(pair)}`);
  return examples.length > MOST_PAIRS ? [...shown, '  …'] : shown;
}
