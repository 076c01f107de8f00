import type { OpenDataset } from '@teamnet/datasets';
import { type Run, type RunCredits, shownPhotos } from '@teamnet/records';

/**
 * Who made the photos that a run shows, for its run.json.
 * @returns undefined where nobody is known of any photo of the data set
 */
export function shownCredits(
  data: Pick<OpenDataset, 'creditOf'> & { info: Pick<OpenDataset['info'], 'credits'> },
  run: Pick<Run, 'test' | 'inspection'>,
): RunCredits | undefined {
  const { credits } = data.info;
  if (!credits) return undefined;
  const shown = shownPhotos(run).flatMap((key) => {
    const credit = data.creditOf(key);
    return credit ? [[key, credit] as const] : [];
  });
  return { ...credits, shown: Object.fromEntries(shown) };
}
