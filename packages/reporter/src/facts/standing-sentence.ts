import type { Language } from '@teamnet/records';
import { percent, points, pointsRange, pValue } from '../page/numbers.js';
import type { ExperimentResult } from './team-standings.js';

const en = {
  otherImages: (baseline: string) =>
    `It cannot be compared with ${baseline}: the two were not trained and tested on the same images.`,
  otherProfile: (baseline: string) =>
    `It cannot be compared with ${baseline}: the two were trained with different profiles.`,
  differs: (baseline: string, by: string) => `Against ${baseline} the test accuracy differs by ${by}`,
  clearError: (noise: string) =>
    `, more than the ${noise} that chance in the choice of test images explains. It is one training each, with one seed: another seed may move it further.`,
  unclearError: (noise: string) =>
    `: no clear difference, as with this many test images up to ${noise} can be chance.`,
  noTest: " McNemar's test on the single images is not available: a run kept no predictions.",
  image: (one: number, baseline: string, other: number, p: string) =>
    `only ${baseline} is right on ${one}, only this one on ${other} (p ${p})`,
  oneSeed: (images: string, holm: string, clear: boolean) =>
    `: ${clear ? 'more than chance in the test images explains' : 'no clear difference'}. On the same test images ${images}; McNemar's exact test${holm}. It is one training each, with one seed, so a seed's luck is not covered.`,
  holm: (p: string, count: number) => `, p ${p} after Holm's correction for ${count} comparisons`,
  seeds: (
    n: string,
    baseline: string,
    own: string,
    other: string,
    by: string,
    range: string,
    method: string,
    p: string,
    holm: string,
  ) =>
    `Over ${n} seeds the mean test accuracy is ${own} (${baseline}: ${other}): a difference of ${by}, 95 % interval ${range} (${method}, p ${p}${holm})`,
  noScatter: (n: string, baseline: string, own: string, other: string) =>
    `Over ${n} seeds the mean test accuracy is ${own} (${baseline}: ${other}), and the seeds do not scatter, so nothing can be said of their luck`,
  verdict: (clear: boolean): string => (clear ? ': a clear difference.' : ': no clear difference.'),
  bySeed: (list: string) => ` Image by image, seed by seed (McNemar's exact test): ${list}.`,
  imagesDoNot: ' The seeds agree, but for half of them or more the test images do not tell the two apart.',
  methods: {
    welch: "Welch's t test",
    pooled: 't test with the scatter of all experiments, as so few seeds tell too little of theirs',
  },
  few: ' So few seeds tell little; more may show a difference that these cannot.',
  unequal: (own: number, other: number) => `${own} and ${other}`,
};
const ko: typeof en = {
  otherImages: (baseline) => `${baseline}과(와) 비교할 수 없다: 같은 이미지로 학습하고 테스트하지 않았다.`,
  otherProfile: (baseline) => `${baseline}과(와) 비교할 수 없다: 서로 다른 프로필로 학습했다.`,
  differs: (baseline, by) => `${baseline}과(와) 비교하면 테스트 정확도의 차이는 ${by}이다`,
  clearError: (noise) =>
    `. 테스트 이미지의 우연으로 설명되는 ${noise}보다 크다. 다만 시드 하나로 한 번씩 학습한 결과라서 다른 시드에서는 더 달라질 수 있다.`,
  unclearError: (noise) =>
    `. 이 정도의 테스트 이미지 수에서는 ${noise}까지 우연일 수 있으므로 뚜렷한 차이가 아니다.`,
  noTest: ' 예측을 남기지 않은 실행이 있어서 이미지별 맥니마 검정은 할 수 없다.',
  image: (one, baseline, other, p) =>
    `${baseline}만 맞힌 이미지 ${one}장, 이 실험만 맞힌 이미지 ${other}장 (p ${p})`,
  oneSeed: (images, holm, clear) =>
    `: ${clear ? '테스트 이미지의 우연으로 설명되는 것보다 크다' : '뚜렷한 차이 없음'}. 같은 테스트 이미지에서 ${images}; 맥니마 정확 검정${holm}. 시드 하나로 한 번씩 학습한 결과이므로 시드의 운은 포함되지 않는다.`,
  holm: (p, count) => `, 비교 ${count}개에 대한 홀름 보정 뒤 p ${p}`,
  seeds: (n, baseline, own, other, by, range, method, p, holm) =>
    `시드 ${n}개의 평균 테스트 정확도는 ${own}(${baseline}: ${other})로 차이는 ${by}, 95 % 구간 ${range} (${method}, p ${p}${holm})`,
  noScatter: (n, baseline, own, other) =>
    `시드 ${n}개의 평균 테스트 정확도는 ${own}(${baseline}: ${other})이고, 시드마다 값이 같아서 시드의 운에 대해서는 아무것도 말할 수 없다`,
  verdict: (clear) => (clear ? ': 뚜렷한 차이.' : ': 뚜렷한 차이 없음.'),
  bySeed: (list) => ` 시드별로 이미지마다 비교하면(맥니마 정확 검정): ${list}.`,
  imagesDoNot: ' 시드들은 일치하지만, 절반 이상의 시드에서 테스트 이미지로는 둘을 구별할 수 없다.',
  methods: {
    welch: '웰치 t 검정',
    pooled: '이만큼의 시드로는 흩어짐을 알 수 없어 모든 실험의 흩어짐을 모은 t 검정',
  },
  few: ' 시드가 적어서 알 수 있는 것이 적다. 더 늘리면 차이가 보일 수도 있다.',
  unequal: (own, other) => `${own}개와 ${other}`,
};
const WORDS = { en, ko };

/**
 * How an experiment stands to the baseline, in words with their numbers; '' for the baseline itself and where it is not
 * shared.
 * @param baseline its result on the same data set
 * @param comparisons size of the family that Holm's correction is over
 */
export function standingSentence(
  result: ExperimentResult,
  baseline: ExperimentResult,
  comparisons: number,
  language: Language,
): string {
  const words = WORDS[language];
  const { standing } = result;
  const name = baseline.runs[0]!.experiment.id;
  if (standing.kind === 'other-images') return words.otherImages(name);
  if (standing.kind === 'other-profile') return words.otherProfile(name);
  if (standing.kind !== 'measured') return '';
  const by = points(standing.difference, language);
  const images = standing.images.map(({ onlyBaseline, onlyThis, p }) =>
    words.image(onlyBaseline, name, onlyThis, pValue(p)),
  );
  const holm = standing.p !== null && comparisons > 1 ? words.holm(pValue(standing.p), comparisons) : '';
  const [others, own] = standing.n;
  if (standing.seeds !== null || (own > 1 && others > 1)) {
    const n = own === others ? String(own) : words.unequal(own, others);
    const means = [percent(result.sample.mean), percent(baseline.sample.mean)] as const;
    const { seeds } = standing;
    const imagesOverrule = seeds && standing.p! < 0.05 && !standing.clear;
    return [
      seeds
        ? words.seeds(
            n,
            name,
            ...means,
            by,
            pointsRange(seeds.interval, language),
            words.methods[seeds.method],
            pValue(seeds.p),
            holm,
          )
        : words.noScatter(n, name, ...means),
      words.verdict(standing.clear),
      images.length > 0 ? words.bySeed(images.join('; ')) : words.noTest,
      imagesOverrule ? words.imagesDoNot : '',
      Math.min(own, others) <= 2 && !standing.clear ? words.few : '',
    ].join('');
  }
  if (images.length > 0) return words.differs(name, by) + words.oneSeed(images[0]!, holm, standing.clear);
  const noise = points(2 * standing.error, language).replace(/^[+±]/, '');
  return (
    words.differs(name, by) + (standing.clear ? words.clearError : words.unclearError)(noise) + words.noTest
  );
}
