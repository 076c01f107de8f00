import type { Language } from '@teamnet/records';
import type { Block, Inline, Section, SortKey } from '../../page/document.js';
import { percent, percentRange } from '../../page/numbers.js';
import { SHARED_WORDS } from '../../sections/shared-words.js';
import type { TeamsComparison } from '../comparison.js';
import { differenceCell, readingCell } from './difference-words.js';

const en = {
  title: 'The same experiment across teams',
  intro:
    'Experiments that several teams call the same, each against the team of the highest accuracy on the same images with the same profile. p is McNemar’s exact test on the test images (Welch’s t test where both teams trained several seeds), raised for the number of pairs of teams (Holm), because the best is known from the same numbers; from 0.05 on a difference is not clear. Runs on other images or of another profile stand here, but are not compared. Teams may have other settings under the same name: the last column names them.',
  team: 'Team',
  by: 'By',
  against: 'Against the best (95 % interval)',
  reading: 'Reading',
  settings: 'Settings other than the best’s',
  best: 'the best',
  none: 'none',
  on: (experiment: string, dataset: string) => `${experiment} on ${dataset}`,
};
const ko: typeof en = {
  title: '같은 실험, 여러 팀',
  intro:
    '여러 팀이 같은 이름으로 한 실험을, 같은 이미지와 같은 프로필을 쓴 팀 가운데 정확도가 가장 높은 팀과 비교한다. p는 테스트 이미지에 대한 맥니마 정확 검정(두 팀 모두 시드가 여러 개면 웰치 t 검정)의 값을 팀 쌍의 수만큼 높인 것이다(홀름). 어느 팀이 최고인지도 같은 숫자에서 알기 때문이다. 0.05 이상이면 뚜렷한 차이가 아니다. 다른 이미지나 다른 프로필의 실행은 적어 두지만 비교하지 않는다. 같은 이름이라도 설정이 다를 수 있으며 마지막 열이 그것을 알려 준다.',
  team: '팀',
  by: '담당',
  against: '최고와의 차이 (95 % 구간)',
  reading: '해석',
  settings: '최고와 다른 설정',
  best: '최고',
  none: '없음',
  on: (experiment, dataset) => `${experiment}, ${dataset}`,
};
const WORDS = { en, ko };

/** A table for each experiment on each data set that several teams shared. */
export function acrossTeamsSection(experiments: readonly TeamsComparison[], language: Language): Section {
  const words = WORDS[language];
  return {
    id: 'across-teams',
    title: words.title,
    blocks: [
      { kind: 'paragraph', text: words.intro },
      ...experiments.flatMap((one): Block[] => {
        const text = words.on(one.experiment, one.dataset);
        return [{ kind: 'heading', text }, table(one, text, language)];
      }),
    ],
  };
}

function table({ teams, best }: TeamsComparison, name: string, language: Language): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  return {
    kind: 'table',
    name,
    columns: [
      { title: words.team },
      { title: words.by, whole: true },
      { title: names.testAccuracy, numeric: true },
      { title: names.interval, numeric: true },
      { title: words.against, numeric: true },
      { title: words.reading, whole: true },
      { title: words.settings },
    ],
    rows: teams.map(({ team, by, accuracy, interval, difference, reason, otherSettings }): Inline[] => [
      { code: team },
      by,
      { strong: percent(accuracy) },
      percentRange(interval),
      differenceCell(difference, language),
      team === best ? words.best : readingCell(difference, reason, language),
      otherSettings.length > 0 ? otherSettings.map(lastPart).join(', ') : words.none,
    ]),
    order: teams.map(({ team, by, accuracy, interval, difference, reason, otherSettings }): SortKey[] => [
      team,
      by,
      accuracy,
      interval[0],
      difference?.difference ?? null,
      difference?.p ?? reason,
      otherSettings.length,
    ]),
  };
}

function lastPart(path: string): string {
  return path.split('.').at(-1) ?? path;
}
