import type { Language } from '@teamnet/records';
import type { Inline } from '../page/document.js';
import type { SharedRun } from '../report-context.js';

const en = {
  experiment: 'Experiment',
  dataset: 'Data set',
  testAccuracy: 'Test accuracy',
  testLoss: 'Test loss',
  interval: '95 % interval',
  parameters: 'Parameters',
  trainingTime: 'Training time',
  bestEpoch: 'Best epoch',
  change: 'What changes',
  notShared: 'not shared',
  you: '(this report)',
  standIn: '⚠ stand-in',
};
const ko: typeof en = {
  experiment: '실험',
  dataset: '데이터셋',
  testAccuracy: '테스트 정확도',
  testLoss: '테스트 손실',
  interval: '95 % 구간',
  parameters: '매개변수',
  trainingTime: '학습 시간',
  bestEpoch: '최적 에폭',
  change: '바꾼 것',
  notShared: '공유하지 않음',
  you: '(이 보고서)',
  standIn: '⚠ 대체 이미지',
};

/** Words that several sections say alike. */
export const SHARED_WORDS: Record<Language, typeof en> = { en, ko };

const COUNTED: Record<Language, readonly string[]> = {
  en: ['no data set', 'one data set', 'two data sets', 'three data sets', 'four data sets'],
  ko: ['없는 데이터셋', '한 데이터셋', '두 데이터셋', '세 데이터셋', '네 데이터셋'],
};

/** `two data sets`. */
export function datasetCount(count: number, language: Language): string {
  return COUNTED[language][count] ?? (language === 'ko' ? `${count}개 데이터셋` : `${count} data sets`);
}

/** A data set's name in a table, marked where its images are stand-ins. */
export function datasetCell(dataset: string, run: SharedRun['run'] | null, language: Language): Inline {
  if (run?.dataset.source !== 'stand-in') return dataset;
  return [dataset, ' ', { strong: SHARED_WORDS[language].standIn }];
}
