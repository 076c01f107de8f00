import type { AblationPart, ExperimentChange, Language } from '../homework.js';

/** What an ablation takes away, and what it asks. */
export interface Ablation {
  /** Merged over the baseline's own change. */
  change: ExperimentChange;
  /** Option of the network that must be there and on; null where it is a setting of the training. */
  option: string | null;
  /** The part in words, for the generated question. */
  words: Record<Language, string>;
}

const withoutOption = (option: string, words: Ablation['words'], off: false | 0 = false): Ablation => ({
  change: { model: { options: { [option]: off } } },
  option,
  words,
});

/** Every word that `ablate` takes. A new one is a line here and in homework.schema.json. */
export const ABLATIONS: Readonly<Record<AblationPart, Ablation>> = {
  residual: withoutOption('residual', { en: 'the residual connections', ko: '잔차 연결' }),
  'batch-norm': withoutOption('batchNorm', { en: 'batch normalization', ko: '배치 정규화' }),
  separable: withoutOption('separable', {
    en: 'the depthwise separable convolutions (ordinary ones in their place)',
    ko: '깊이별 분리 합성곱 (보통 합성곱으로 바꿈)',
  }),
  augment: {
    change: { training: { augment: [] } },
    option: null,
    words: { en: 'data augmentation', ko: '데이터 증강' },
  },
  dropout: withoutOption('dropout', { en: 'dropout', ko: '드롭아웃' }, 0),
  'squeeze-excitation': withoutOption('squeezeExcitation', {
    en: 'squeeze-and-excitation',
    ko: '스퀴즈-익사이테이션',
  }),
  gap: withoutOption('globalPooling', {
    en: 'global average pooling (flatten in its place)',
    ko: '전역 평균 풀링 (flatten으로 바꿈)',
  }),
};

/** The question that an ablation asks where homework.json gives none. */
export function ablationQuestion(part: AblationPart, baseline: string, language: Language): string {
  const what = ABLATIONS[part].words[language];
  return language === 'ko'
    ? `${what}: ${baseline}에서 이것을 빼면 무엇을 잃고 무엇을 얻는가?`
    : `What does ${baseline} lose, or gain, without ${what}?`;
}
