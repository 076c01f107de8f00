import type { AugmentedCopy } from '@teamnet/core-blocks';
import type { OpenDataset, PictureFormat } from '@teamnet/datasets';
import { AUGMENTATION_NAMES, type Augmentation, augmentationText } from '@teamnet/records';

/** Pixels; large enough to see, small enough for nine rows of six. */
const SIDE = 128;
/** Images to mix with. */
const BATCH = 16;

/**
 * A picture of the first image of a split as augmentation changes it: a row for each kind, and one for all together.
 * @param augmentations every kind when it has none
 * @returns the picture file
 */
export async function showAugmented(
  dataset: OpenDataset<string>,
  split: string,
  augmentations: readonly Augmentation[],
  { count, seed, format }: { count: number; seed: number; format: PictureFormat },
): Promise<Buffer> {
  const { augmentCopies } = await import('@teamnet/core-blocks');
  const { drawPictureRows } = await import('@teamnet/datasets');
  const { openEngine } = await import('@teamnet/engine');
  // It starts at once and draws what native TensorFlow draws.
  await openEngine({ engine: 'wasm' });
  const loaded = await dataset.loadImages(split, { imageSize: SIDE, limit: BATCH });
  const batch = Array.from({ length: loaded.numExamples }, (_, index) => loaded.image(index));
  const label = (index: number) => loaded.labelNames[loaded.labels[index]!]!;
  const caption = ({ share, partner }: AugmentedCopy) =>
    partner === null || label(partner) === label(0)
      ? [label(0)]
      : [`${label(0)} ${percent(share)}`, `${label(partner)} ${percent(1 - share)}`];
  const shown = new Set([0]);
  const kinds = augmentations.length > 0 ? augmentations : AUGMENTATION_NAMES;
  const rows = [...kinds.map((kind) => [kind]), ...(kinds.length > 1 ? [kinds] : [])];
  const drawn = rows.map((row) => ({
    title: row.length === 1 ? augmentationText(row[0]!) : 'all together',
    pictures: [
      { pixels: batch[0]!, caption: [label(0), 'as it is'] },
      ...augmentCopies(batch, SIDE, row, { copies: count, seed }).map((copy) => {
        if (copy.partner !== null) shown.add(copy.partner);
        return { pixels: copy.pixels, caption: caption(copy) };
      }),
    ],
  }));
  const keys = [...shown].map((index) => loaded.keys[index]!);
  return drawPictureRows(drawn, SIDE, credit(dataset, keys), format);
}

/** Whose photos these are, and their licence; nothing of drawn ones. */
function credit({ info, creditOf }: OpenDataset<string>, keys: readonly string[]): string {
  if (info.source === 'stand-in') return '';
  const people = [...new Set(keys.flatMap((key) => creditOf(key)?.photographer ?? []))];
  // Of some data sets the licence names the one who made all photos.
  const named = people.filter((name) => !info.license.includes(name));
  return `${named.length > 0 ? `Photos by ${named.join('; ')}. ` : ''}Licence: ${info.license}.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
