import { type Language, type TrainingSettings, type Transfer, trainingStages } from '@teamnet/records';

const en = {
  none: 'none',
  run: (run: string, dataset: string | undefined) => `run ${run} on ${dataset ?? 'the other data set'}`,
  methods: {
    'feature-extraction': 'feature extraction',
    'fine-tuning': 'fine-tuning',
    initialization: 'initialization',
  } satisfies Record<Transfer['method'], string>,
  head: 'the head',
  top: (layers: number) => `the top ${layers} layers`,
  all: 'all layers',
  stage: (what: string, rate: number) => `${what} at ${rate}`,
};
const ko: typeof en = {
  none: '없음',
  run: (run, dataset) => `${dataset ?? '다른 데이터셋'}의 실행 ${run}`,
  methods: { 'feature-extraction': '특성 추출', 'fine-tuning': '미세 조정', initialization: '초깃값' },
  head: '분류층',
  top: (layers) => `위쪽 층 ${layers}개`,
  all: '모든 층',
  stage: (what, rate) => `${what}(학습률 ${rate})`,
};
const WORDS = { en, ko };

/** A transfer in words, with the stages where it is a fine-tuning. */
export function describeTransfer(training: TrainingSettings, language: Language): string {
  const words = WORDS[language];
  const { transfer } = training;
  if (!transfer) return words.none;
  const { from, method } = transfer;
  const source =
    from === 'imagenet' ? 'ImageNet' : 'file' in from ? from.file : words.run(from.run, from.dataset);
  const stages = trainingStages(training).map(({ unfrozenLayers, learningRate }) => {
    const what =
      unfrozenLayers === 0 ? words.head : unfrozenLayers === 'all' ? words.all : words.top(unfrozenLayers);
    return words.stage(what, learningRate);
  });
  const detail = method === 'fine-tuning' ? ` (${stages.join(' → ')})` : '';
  return `${source}, ${words.methods[method]}${detail}`;
}
