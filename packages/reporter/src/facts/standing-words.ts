import type { Language } from '@teamnet/records';
import type { Standing } from './standing.js';

const en = {
  better: 'better',
  worse: 'worse',
  unclear: 'no clear difference',
  baseline: 'the baseline',
  'no-baseline': 'baseline not shared',
  'other-images': 'other images: not comparable',
  'other-profile': 'other profile: not comparable',
};
const ko: typeof en = {
  better: '더 높음',
  worse: '더 낮음',
  unclear: '뚜렷한 차이 없음',
  baseline: '기준 실험',
  'no-baseline': '기준 실험이 공유되지 않음',
  'other-images': '다른 이미지라 비교할 수 없음',
  'other-profile': '다른 프로필이라 비교할 수 없음',
};
const WORDS = { en, ko };

/** How an experiment stands to the baseline, in a few words for tables. */
export function standingWords(standing: Standing, language: Language): string {
  const words = WORDS[language];
  if (standing.kind !== 'measured') return words[standing.kind];
  return standing.clear ? words[standing.difference > 0 ? 'better' : 'worse'] : words.unclear;
}
