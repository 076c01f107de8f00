import type { DataSurvey, Leak, TwinPairs } from '@teamnet/records';

const MOST_PAIRS = 3;

/** Image sizes, duplicates and leaks of a data set, a line each; warnings begin with "Warning". */
export function describeSurvey(survey: DataSurvey): string[] {
  const { smallest, median, largest } = survey.imageSizes;
  const size = ([width, height]: readonly number[]) => `${width} x ${height}`;
  const sizes =
    size(smallest) === size(largest)
      ? `image size: ${size(largest)} pixels, all`
      : `image sizes: ${size(smallest)} to ${size(largest)} pixels, median ${size(median)}`;
  const { identical, near, leaks, unreadable } = survey;
  return [
    sizes,
    `duplicates: ${pairs(identical, 'identical')}; ${pairs(near, 'nearly identical')}`,
    ...(identical.acrossLabels > 0
      ? [`Warning: ${identical.acrossLabels} identical under two labels: ${naming(identical.examples)}`]
      : []),
    ...leaks.map(describeLeak),
    ...(unreadable > 0
      ? [`Warning: ${unreadable} images cannot be decoded (teamnet data verify names them)`]
      : []),
  ];
}

function pairs({ pairs: count }: TwinPairs, what: string): string {
  return `${count} ${count === 1 ? 'pair' : 'pairs'} of ${what} images`;
}

function describeLeak({ into, images, identical, examples }: Leak): string {
  const same = identical > 0 ? `, ${identical} of them byte for byte` : '';
  const [are, them] = images === 1 ? ['image is', 'it'] : ['images are', 'them'];
  return `Warning: ${images} ${into} ${are} in the training images too, or nearly${same}: the accuracy on ${them} says little. ${naming(examples)}`;
}

function naming(examples: readonly { first: string; second: string }[]): string {
  const shown = examples.slice(0, MOST_PAIRS).map(({ first, second }) => `${first} = ${second}`);
  return shown.join('; ') + (examples.length > MOST_PAIRS ? '; …' : '');
}
