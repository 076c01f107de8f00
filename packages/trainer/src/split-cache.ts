import type { DecodedSplit, OpenDataset } from '@teamnet/datasets';
import { canonicalJson, type TrainingSettings } from '@teamnet/records';

/** Bytes of decoded images kept in memory between runs; a whole data set at 96 pixels has about 100 MB. */
const KEPT = 2 ** 30;

/** Keeps the splits that the last runs used, so that the experiments of one data set decode it once. */
export class SplitCache {
  private readonly splits = new Map<string, DecodedSplit>();

  async load(
    dataset: OpenDataset,
    expression: string,
    { imageSize, resize }: Pick<TrainingSettings, 'imageSize' | 'resize'>,
  ): Promise<DecodedSplit> {
    const key = canonicalJson([dataset.info.name, expression, imageSize, resize ?? {}]);
    const kept = this.splits.get(key);
    const split = kept ?? (await dataset.loadImages(expression, { imageSize, resize }));
    // Last in the map = last used.
    this.splits.delete(key);
    this.splits.set(key, split);
    this.forgetOldest();
    return split;
  }

  private forgetOldest(): void {
    const bytes = () => [...this.splits.values()].reduce((sum, { images }) => sum + images.byteLength, 0);
    while (this.splits.size > 3 && bytes() > KEPT) this.splits.delete(this.splits.keys().next().value!);
  }
}
