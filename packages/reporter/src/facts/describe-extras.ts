import type { Distillation, Language, Lora } from '@teamnet/records';

const en = {
  none: 'none',
  lora: (rank: number, alpha: number, layers: string) => `rank ${rank}, alpha ${alpha}, ${layers}`,
  all: 'all layers',
  distillation: (teacher: string, temperature: number, hard: number, soft: number) =>
    `teacher ${teacher}, temperature ${temperature}, labels × ${hard}, teacher × ${soft}`,
};
const ko: typeof en = {
  none: '없음',
  lora: (rank, alpha, layers) => `랭크 ${rank}, 알파 ${alpha}, ${layers}`,
  all: '모든 층',
  distillation: (teacher, temperature, hard, soft) =>
    `교사 ${teacher}, 온도 ${temperature}, 레이블 × ${hard}, 교사 × ${soft}`,
};
const WORDS = { en, ko };

/** Low-rank adaptation in words, with the defaults where the homework leaves them out. */
export function describeLora(lora: Lora | null | undefined, language: Language): string {
  const words = WORDS[language];
  if (!lora) return words.none;
  const { rank = 4, alpha = 2 * rank, layers = 'all' } = lora;
  return words.lora(rank, alpha, layers === 'all' ? words.all : layers.join(', '));
}

/** Distillation in words, with the defaults where the homework leaves them out. */
export function describeDistillation(
  distillation: Distillation | null | undefined,
  language: Language,
): string {
  const words = WORDS[language];
  if (!distillation) return words.none;
  const { teacher, temperature = 4, hardWeight = 0.3, softWeight = 0.7 } = distillation;
  return words.distillation(teacher, temperature, hardWeight, softWeight);
}
