import type { PhotoCredit } from '@teamnet/records';
import type { DatasetBuilder } from '../builders/builder.js';
import type { StoredSplit } from '../example-store.js';
import { shuffledOrder } from '../order/shuffled-order.js';
import { findNotice } from './find-notice.js';

/**
 * Credits by `tfds_id` of data that Python prepared, where somebody put the archive's notice beside them: TFDS' order
 * says which record holds which photo. None unless the notice names a photo of the right label for each record.
 */
export function matchNotice(
  folder: string,
  builder: DatasetBuilder<string>,
  [split, ...others]: readonly StoredSplit[],
): Map<string, PhotoCredit> {
  const named = findNotice(folder, builder);
  if (!split || others.length > 0 || named.size === 0) return new Map();
  const { name, examples } = split;
  const photos = shuffledOrder(
    name,
    [...named].map(([key, credit]) => ({ key, credit })),
  );
  const labelOf = (photo: string) => photo.split('/')[0]!.toLowerCase();
  const fits =
    photos.length === examples.length &&
    photos.every(({ key }, i) => labelOf(key) === builder.labels[examples[i]!.label]);
  if (!fits) return new Map();
  return new Map(photos.map(({ key, credit }, i) => [examples[i]!.key, { ...credit, photo: key }]));
}
