import type { InspectedImage } from '@teamnet/records';
import type { ChosenImage } from './choose-images.js';

/** An image as a record names it: with label names instead of their numbers. */
export function nameImage(
  { key, label, predicted, probability }: ChosenImage,
  labels: readonly string[],
): InspectedImage {
  const known = label === null ? {} : { label: labels[label]! };
  return { key, ...known, predicted: labels[predicted]!, probability };
}
