import type { DecodedSplit } from '@teamnet/datasets';
import type { Predictions } from '../evaluate-split.js';

/** An image to look at, with what the network says of it. */
export interface ChosenImage {
  /** uint8 [imageSize, imageSize, 3]. */
  pixels: Uint8Array;
  key: string;
  /** Number of the true label; null where it is not known. */
  label: number | null;
  /** Number of the most probable label. */
  predicted: number;
  /** Its softmax probability. */
  probability: number;
}

export interface ChosenImages {
  right: ChosenImage[];
  wrong: ChosenImage[];
}

/**
 * Test images to look at: the surest right one of each label, label by label and then again, and the surest mistakes.
 * @param count at most so many of each
 */
export function chooseImages(
  { labels, predicted, probabilities }: Pick<Predictions, 'labels' | 'predicted' | 'probabilities'>,
  split: Pick<DecodedSplit, 'image' | 'keys'>,
  count = 4,
): ChosenImages {
  const surestFirst = [...labels.keys()]
    .map((index) => ({ index, probability: probabilities[index]![predicted[index]!]! }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index);
  const isRight = ({ index }: { index: number }) => labels[index] === predicted[index];
  const rank = new Map<number, number>();
  const right = surestFirst.filter(isRight).map((image) => {
    const label = labels[image.index]!;
    const round = rank.get(label) ?? 0;
    rank.set(label, round + 1);
    return { ...image, round, label };
  });
  right.sort((a, b) => a.round - b.round || a.label - b.label);
  const choose = (images: readonly { index: number; probability: number }[]) =>
    images.slice(0, count).map(({ index, probability }) => ({
      pixels: split.image(index),
      key: split.keys[index]!,
      label: labels[index]!,
      predicted: predicted[index]!,
      probability,
    }));
  return { right: choose(right), wrong: choose(surestFirst.filter((image) => !isRight(image))) };
}
