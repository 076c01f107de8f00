import type { DatasetCard } from '@teamnet/datasets';

/** Of how many photos the photographer is known, in a line; none of drawn images, nor of a team's own. */
export function describeCredits({
  source,
  name,
  credits,
  splits,
}: Pick<DatasetCard<string>, 'source' | 'name' | 'credits' | 'splits'>): string | null {
  if (credits) {
    const n = (value: number) => value.toLocaleString('en');
    const all = Object.values(splits).reduce((sum, { numExamples }) => sum + numExamples, 0);
    const people =
      credits.photographers === 1 ? '1 photographer' : `${n(credits.photographers)} photographers`;
    return `credits: ${n(credits.photos)} of ${n(all)} photos, by ${people}`;
  }
  if (source === 'stand-in' || name !== 'tf_flowers') return null;
  return 'credits: not known; put LICENSE.txt of the original archive, which lists the photographers, beside the data';
}
