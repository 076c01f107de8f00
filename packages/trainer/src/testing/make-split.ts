import { DecodedSplit } from '@teamnet/datasets';

/** A split of 1x1-pixel images whose red value is their number; label = number modulo `classes`. */
export function makeSplit(numExamples: number, classes = 2): DecodedSplit {
  const numbers = Array.from({ length: numExamples }, (_, index) => index);
  return new DecodedSplit({
    imageSize: 1,
    images: Uint8Array.from(numbers.flatMap((index) => [index, 0, 0])),
    labels: Int32Array.from(numbers, (index) => index % classes),
    keys: numbers.map((index) => `image-${index}`),
    labelNames: Array.from({ length: classes }, (_, index) => `label-${index}`),
  });
}
