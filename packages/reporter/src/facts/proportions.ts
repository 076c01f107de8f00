/** z of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * 95 % interval of a share that was counted on `numExamples` images (Wilson 1927; the one of the "score" kind that
 * holds near 0 and 1).
 * @returns low and high, 0..1
 */
export function wilsonInterval(share: number, numExamples: number): [number, number] {
  if (numExamples === 0) return [0, 1];
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * numExamples)) / (1 + z2 / numExamples);
  const half =
    (Z / (1 + z2 / numExamples)) *
    Math.sqrt((share * (1 - share)) / numExamples + z2 / (4 * numExamples * numExamples));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * Standard error of the difference of two shares, each counted on its own images, with one success and one failure
 * added to each (Agresti & Caffo 2000), so that it is not 0 at 0 % and 100 %. Two runs on the same test images differ
 * by less than this by chance, so it is the careful side.
 */
export function differenceError(
  first: { share: number; numExamples: number },
  second: { share: number; numExamples: number },
): number {
  const part = ({ share, numExamples }: { share: number; numExamples: number }) => {
    const adjusted = (share * numExamples + 1) / (numExamples + 2);
    return (adjusted * (1 - adjusted)) / (numExamples + 2);
  };
  return Math.sqrt(part(first) + part(second));
}

/** A share that was counted on images. */
interface Counted {
  share: number;
  numExamples: number;
}

/**
 * 95 % interval of `first` minus `second`, each counted on its own images, with one success and one failure added to
 * each (Agresti & Caffo 2000).
 * @returns low and high, -1..1
 */
export function differenceInterval(first: Counted, second: Counted): [number, number] {
  const adjusted = ({ share, numExamples }: Counted) => (share * numExamples + 1) / (numExamples + 2);
  const centre = adjusted(first) - adjusted(second);
  const half = Z * differenceError(first, second);
  return [Math.max(-1, centre - half), Math.min(1, centre + half)];
}

/**
 * 95 % interval of the difference of two accuracies on the same images, from those that only one of the two got right,
 * with half an image added to each cell of the table (Agresti & Min 2005).
 * @returns low and high of first minus second, -1..1
 */
export function pairedInterval(onlyFirst: number, onlySecond: number, numExamples: number): [number, number] {
  const of = numExamples + 2;
  const centre = (onlyFirst - onlySecond) / of;
  const half = Z * Math.sqrt(((onlyFirst + onlySecond + 1) / of - centre ** 2) / of);
  return [Math.max(-1, centre - half), Math.min(1, centre + half)];
}
