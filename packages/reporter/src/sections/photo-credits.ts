import { type Language, type PhotoCredit, type Run, shownPhotos } from '@teamnet/records';
import type { Block } from '../page/document.js';
import { count } from '../page/numbers.js';

const en = {
  one: (name: string) => `All these photos are by ${name}.`,
  several: (people: string) => `Who made these photos (${people} photographers)`,
  license: (license: string) => `Licence: ${license}.`,
  unknown: (photos: string) => `Of ${photos} of them the photographer is not known.`,
};
const ko: typeof en = {
  one: (name) => `이 사진들은 모두 ${name}의 것이다.`,
  several: (people) => `이 사진들을 찍은 사람(${people}명)`,
  license: (license) => `라이선스: ${license}.`,
  unknown: (photos) => `그중 ${photos}장은 찍은 사람을 알 수 없다.`,
};
const WORDS = { en, ko };

/** Who made the photos that a run shows; licences such as CC BY ask for it. Nothing where the run does not say it. */
export function photoCredits(run: Run, language: Language): Block[] {
  const { credits, license = '' } = run.dataset;
  const words = WORDS[language];
  const keys = shownPhotos(run);
  const known = keys.flatMap((key) => credits?.shown[key] ?? []);
  const [first] = known;
  if (!first) return [];
  if (credits?.photographers === 1)
    return [{ kind: 'paragraph', text: { quiet: words.one(withAddress(first)) } }];
  const byName = new Map<string, Set<string>>();
  for (const { photographer, url } of known) {
    if (!byName.has(photographer)) byName.set(photographer, new Set());
    if (url !== undefined) byName.get(photographer)!.add(url);
  }
  const unknown = keys.length - known.length;
  return [
    {
      kind: 'details',
      summary: words.several(count(byName.size)),
      blocks: [
        {
          kind: 'list',
          items: [...byName].map(([name, urls]) => [
            name,
            ...(urls.size > 0 ? [': ', [...urls].join(', ')] : []),
          ]),
        },
        {
          kind: 'paragraph',
          text: [words.license(license), ...(unknown > 0 ? [' ', words.unknown(count(unknown))] : [])],
        },
      ],
    },
  ];
}

function withAddress({ photographer, url }: PhotoCredit): string {
  return url === undefined ? photographer : `${photographer} (${url})`;
}
