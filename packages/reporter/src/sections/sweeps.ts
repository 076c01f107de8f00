import { sweepPoints } from '../facts/sweep-points.js';
import type { Block } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { ReportContext } from '../report-context.js';

const en = {
  title: (setting: string) => `Sweep of ${setting}`,
  caption: (setting: string, several: boolean) =>
    `Test accuracy by ${setting}; orange is the baseline's value. ${several ? 'Filled dots are means over the seeds with their 95 % interval (Student’s t), hollow ones the single trainings.' : 'The lines are 95 % intervals of the test images; one training each.'}`,
  best: (dataset: string, setting: string, value: string, accuracy: string, clear: boolean | null) =>
    `${dataset}: highest at ${setting} ${value} (${accuracy})${clear === null ? ', the baseline itself.' : clear ? ', a clear difference to the baseline.' : ', no clear difference to the baseline.'}`,
  choice:
    'The best of several values was picked by the test images, so its accuracy is a little flattered; to choose a setting for good, go by the validation images (Chollet, section 5.2.1).',
};
const ko: typeof en = {
  title: (setting) => `${setting} 스윕`,
  caption: (setting, several) =>
    `${setting}에 따른 테스트 정확도. 주황색이 기준 실험의 값이다. ${several ? '채운 점은 시드 평균과 95 % 구간(스튜던트 t), 빈 점은 한 번의 학습이다.' : '선은 테스트 이미지의 95 % 구간이며, 한 번씩 학습한 결과이다.'}`,
  best: (dataset, setting, value, accuracy, clear) =>
    `${dataset}: ${setting} ${value}에서 가장 높다(${accuracy})${clear === null ? '. 기준 실험 자체이다.' : clear ? '. 기준 실험과 뚜렷한 차이가 있다.' : '. 기준 실험과 뚜렷한 차이는 없다.'}`,
  choice:
    '여러 값 중 가장 좋은 것을 테스트 이미지로 골랐으므로 그 정확도는 조금 부풀려져 있다. 설정을 정말로 고르려면 검증 이미지를 보아야 한다(숄레, 5.2.1절).',
};
const WORDS = { en, ko };

/** For each swept setting a figure, setting against accuracy, and where it is highest. */
export async function sweeps({ homework, standings, charts, language }: ReportContext): Promise<Block[]> {
  const words = WORDS[language];
  const blocks: Block[] = [];
  for (const setting of Object.keys(homework.sweep ?? {})) {
    const byDataset = homework.datasets
      .map((dataset) => ({ dataset, points: sweepPoints(homework, standings, setting, dataset) }))
      .filter(({ points }) => points.length > 1);
    if (byDataset.length === 0) continue;
    const pictures = await Promise.all(
      byDataset.map(({ dataset, points }) => charts.sweepCurve(setting, dataset, points)),
    );
    const several = byDataset.some(({ points }) => points.some(({ result }) => result.runs.length > 1));
    const items = byDataset.map(({ dataset, points }) => {
      const best = points.reduce((a, b) => (b.result.sample.mean > a.result.sample.mean ? b : a));
      const { standing, sample } = best.result;
      const clear = standing.kind === 'measured' && standing.clear;
      return words.best(
        dataset,
        setting,
        String(best.value),
        percent(sample.mean),
        best.isBaseline ? null : clear,
      );
    });
    blocks.push(
      { kind: 'heading', text: words.title(setting) },
      { kind: 'figure', pictures: pictures.flat(), caption: words.caption(setting, several) },
      { kind: 'list', items },
    );
  }
  if (blocks.length > 0) blocks.push({ kind: 'paragraph', text: { quiet: words.choice } });
  return blocks;
}
