import type { Language } from '@teamnet/records';
import type { Inline } from '../../page/document.js';
import { points, pointsRange, pValue } from '../../page/numbers.js';
import type { AccuracyDifference, Incomparable } from '../comparison.js';

const en: Record<Incomparable | 'unclear' | 'better' | 'worse', string> = {
  'other-network': 'other network: not compared',
  'other-profile': 'other profile: not compared',
  'other-settings': 'other settings: not compared',
  'other-images': 'other images: not compared',
  unclear: 'no clear difference',
  better: 'higher',
  worse: 'lower',
};
const ko: typeof en = {
  'other-network': '다른 신경망이라 비교하지 않음',
  'other-profile': '다른 프로필이라 비교하지 않음',
  'other-settings': '다른 설정이라 비교하지 않음',
  'other-images': '다른 이미지라 비교하지 않음',
  unclear: '뚜렷한 차이 없음',
  better: '더 높음',
  worse: '더 낮음',
};
const WORDS = { en, ko };

type Found = (AccuracyDifference & { clear: boolean }) | null;

/** `−5.4 pp (−8.0 to −2.8 pp)`; a dash where the two are not compared. */
export function differenceCell(found: Found, language: Language): string {
  if (!found) return '–';
  return `${points(found.difference, language)} (${pointsRange(found.interval, language)})`;
}

/** `lower (p = 0.003)`, `no clear difference`, or why the two are not compared. */
export function readingCell(found: Found, reason: Incomparable | null, language: Language): Inline {
  const words = WORDS[language];
  if (!found) return reason ? words[reason] : '–';
  const p = found.p === null ? '' : ` (p ${pValue(found.p)})`;
  if (!found.clear) return words.unclear + p;
  return [{ strong: found.difference > 0 ? words.better : words.worse }, p];
}
