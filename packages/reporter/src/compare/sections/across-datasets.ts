import type { Language } from '@teamnet/records';
import type { Block, Inline, Section, SortKey } from '../../page/document.js';
import { percent, percentRange } from '../../page/numbers.js';
import { SHARED_WORDS } from '../../sections/shared-words.js';
import type { NetworkComparison, NetworkSide } from '../comparison.js';
import { differenceCell, readingCell } from './difference-words.js';

const en = {
  title: 'The same network on two data sets',
  intro: (first: string, second: string) =>
    `One network with one set of settings, trained once on ${first} and once on ${second}. The difference is ${first} minus ${second} with its 95 % interval (Agresti & Caffo, or Welch’s over the seeds); it is called clear where the interval leaves out 0. The data sets have different numbers of labels, so guessing is not equally good on them.`,
  team: 'Team',
  by: 'By',
  difference: 'Difference (95 % interval)',
  reading: 'Reading',
  chance: (percent: string) => `guessing ${percent}`,
};
const ko: typeof en = {
  title: '같은 신경망, 두 데이터셋',
  intro: (first, second) =>
    `한 신경망을 같은 설정으로 ${first}와(과) ${second}에서 한 번씩 학습했다. 차이는 ${first}에서 ${second}을(를) 뺀 값과 95 % 구간(Agresti & Caffo, 시드가 여러 개면 웰치)이며, 구간에 0이 없으면 뚜렷하다고 한다. 데이터셋마다 클래스 수가 달라 무작위 추측의 정확도도 다르다.`,
  team: '팀',
  by: '담당',
  difference: '차이 (95 % 구간)',
  reading: '해석',
  chance: (percent) => `무작위 ${percent}`,
};
const WORDS = { en, ko };

/** Experiments as rows, the two data sets as columns, a table for each pair of data sets. */
export function acrossDatasetsSection(networks: readonly NetworkComparison[], language: Language): Section {
  const pairs = new Map<string, NetworkComparison[]>();
  for (const network of networks) {
    const pair = network.sides.map(({ dataset }) => dataset).join(' ');
    pairs.set(pair, [...(pairs.get(pair) ?? []), network]);
  }
  const blocks = [...pairs.values()].flatMap((rows): Block[] => {
    const [first, second] = rows[0]!.sides;
    return [
      { kind: 'paragraph', text: WORDS[language].intro(first.dataset, second.dataset) },
      table(rows, [first.dataset, second.dataset], language),
    ];
  });
  return { id: 'same-network', title: WORDS[language].title, blocks };
}

function table(
  rows: readonly NetworkComparison[],
  datasets: readonly [string, string],
  language: Language,
): Block {
  const words = WORDS[language];
  const title = (dataset: string, place: 0 | 1) => {
    const chances = [...new Set(rows.map(({ sides }) => percent(sides[place].chance)))];
    // Two teams may call different data sets of their own the same.
    return `${dataset} (${words.chance(chances.join(', '))})`;
  };
  return {
    kind: 'table',
    name: words.title,
    columns: [
      { title: words.team },
      { title: SHARED_WORDS[language].experiment },
      { title: words.by, whole: true },
      { title: title(datasets[0], 0), numeric: true },
      { title: title(datasets[1], 1), numeric: true },
      { title: words.difference, numeric: true },
      { title: words.reading, whole: true },
    ],
    rows: rows.map(({ team, experiment, by, sides, difference, reason }): Inline[] => [
      { code: team },
      { code: experiment },
      by,
      ...sides.map(accuracyCell),
      differenceCell(difference, language),
      readingCell(difference, reason, language),
    ]),
    order: rows.map(({ team, experiment, by, sides, difference, reason }): SortKey[] => [
      team,
      experiment,
      by,
      ...sides.map(({ accuracy }) => accuracy),
      difference?.difference ?? null,
      difference?.p ?? reason,
    ]),
  };
}

function accuracyCell({ accuracy, interval }: NetworkSide): Inline {
  return [{ strong: percent(accuracy) }, ` (${percentRange(interval)})`];
}
