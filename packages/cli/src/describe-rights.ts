import type { DatasetCard } from '@teamnet/datasets';

type Card = Pick<DatasetCard<string>, 'source' | 'name' | 'credits' | 'splits'>;

/** Whose photos these are and what may be done with them, a line each; nothing of drawn images, which are no photos. */
export function describeRights(card: Card & Pick<DatasetCard<string>, 'license'>): string[] {
  if (card.source === 'stand-in') return [];
  const credited = describeCredits(card);
  return [`licence: ${card.license}`, ...(credited === null ? [] : [credited])];
}

/** Of how many photos the photographer is known, in a line; nothing of a team's own. */
function describeCredits({ name, credits, splits }: Card): string | null {
  if (credits) {
    const n = (value: number) => value.toLocaleString('en');
    const all = Object.values(splits).reduce((sum, { numExamples }) => sum + numExamples, 0);
    const people =
      credits.photographers === 1 ? '1 photographer' : `${n(credits.photographers)} photographers`;
    return `credits: ${n(credits.photos)} of ${n(all)} photos, by ${people}`;
  }
  if (name !== 'tf_flowers') return null;
  return 'credits: not known; put LICENSE.txt of the original archive, which lists the photographers, beside the data';
}
