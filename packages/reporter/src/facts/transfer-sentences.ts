import type { Language, Run, RunTransfer } from '@teamnet/records';
import { count, percent } from '../page/numbers.js';

type Stage = RunTransfer['stages'][number];

const en = {
  imagenet: (name: string, hash: string) =>
    `The network began with weights that were trained on the 1.3 million photos of ImageNet (${name}, SHA-256 ${hash}); only its head began from the seed.`,
  run: (name: string, accuracy: string, hash: string) =>
    `The network began with the weights of the team's own run ${name} (test accuracy there ${accuracy}, SHA-256 ${hash}); only its head began from the seed.`,
  file: (name: string, hash: string) =>
    `The network began with the weights of the file ${name} (SHA-256 ${hash}); only its head began from the seed.`,
  extraction: (trainable: string, total: string, share: string, perImage: string) =>
    `Feature extraction: everything below the head stayed frozen, and the head was trained on the ${perImage} numbers that the frozen layers say of a photo: ${trainable} of the network's ${total} numbers (${share}).`,
  computed: (seconds: string, epoch: string) =>
    ` These were computed once, in ${seconds} s, so that an epoch took ${epoch} s.`,
  found: (epoch: string) => ` An earlier training had kept these, so that an epoch took ${epoch} s.`,
  plain: ' Each photo is seen in one form only: no augmentation.',
  tuning: 'Fine-tuning, with batch normalization frozen throughout: ',
  stage: (number: number, epochs: number, rate: number, what: string, trainable: string, frozen: string) =>
    `stage ${number}, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} at a learning rate of ${rate}, trained ${what} (${trainable} numbers, ${frozen} frozen)`,
  head: 'the head alone',
  top: (layers: number) => `the head and the top ${layers} layers below it`,
  end: '; ',
};
const ko: typeof en = {
  imagenet: (name, hash) =>
    `신경망은 ImageNet 사진 130만 장으로 학습한 가중치(${name}, SHA-256 ${hash})에서 시작했고, 분류층만 시드에서 시작했다.`,
  run: (name, accuracy, hash) =>
    `신경망은 팀의 실행 ${name}의 가중치(그곳의 테스트 정확도 ${accuracy}, SHA-256 ${hash})에서 시작했고, 분류층만 시드에서 시작했다.`,
  file: (name, hash) =>
    `신경망은 파일 ${name}의 가중치(SHA-256 ${hash})에서 시작했고, 분류층만 시드에서 시작했다.`,
  extraction: (trainable, total, share, perImage) =>
    `특성 추출: 분류층 아래는 모두 동결하고, 동결한 층이 사진 한 장을 나타내는 숫자 ${perImage}개로 분류층만 학습했다. 신경망의 숫자 ${total}개 가운데 ${trainable}개(${share})이다.`,
  computed: (seconds, epoch) =>
    ` 이 숫자는 한 번만 ${seconds}초 동안 계산했으므로 한 에폭에 ${epoch}초가 걸렸다.`,
  found: (epoch) => ` 이 숫자는 앞선 학습이 남겨 두었으므로 한 에폭에 ${epoch}초가 걸렸다.`,
  plain: ' 사진마다 한 가지 모습만 보므로 증강은 없다.',
  tuning: '미세 조정(배치 정규화는 끝까지 동결): ',
  stage: (number, epochs, rate, what, trainable, frozen) =>
    `${number}단계는 학습률 ${rate}로 ${epochs} 에폭 동안 ${what} 학습했다(숫자 ${trainable}개, 동결 ${frozen}개)`,
  head: '분류층만',
  top: (layers) => `분류층과 그 아래 위쪽 층 ${layers}개를`,
  end: '; ',
};
const WORDS = { en, ko };

/** Where a run's first weights came from, and what of them was trained. Empty for a run that began from its seed. */
export function transferSentences(run: Run, language: Language): string[] {
  const words = WORDS[language];
  const { transfer } = run;
  if (!transfer) return [];
  const { method, stages } = transfer;
  if (method === 'feature-extraction')
    return [sourceSentence(transfer, language), extractionSentence(run, transfer, language)];
  if (method === 'initialization') return [sourceSentence(transfer, language)];
  const parts = stages.map((stage, index) => stageWords(stage, index + 1, language));
  return [sourceSentence(transfer, language), `${words.tuning}${parts.join(words.end)}.`];
}

function sourceSentence({ source }: RunTransfer, language: Language): string {
  const words = WORDS[language];
  const { kind, name, sha256, run } = source;
  const hash = `${sha256.slice(0, 12)}…`;
  if (kind === 'run' && run) return words.run(name, percent(run.accuracy), hash);
  return kind === 'imagenet' ? words.imagenet(name, hash) : words.file(name, hash);
}

function extractionSentence(run: Run, { stages, features }: RunTransfer, language: Language): string {
  const words = WORDS[language];
  const { trainable, frozen } = stages[0]!;
  const total = trainable + frozen;
  const sentence = words.extraction(
    count(trainable),
    count(total),
    percent(trainable / total),
    count(features?.perImage ?? 0),
  );
  const epoch = (run.timing.train / run.history.length).toFixed(2);
  const origin = features?.found
    ? words.found(epoch)
    : words.computed((features?.seconds ?? 0).toFixed(0), epoch);
  return `${sentence}${origin}${words.plain}`;
}

function stageWords(stage: Stage, number: number, language: Language): string {
  const words = WORDS[language];
  const { epochs, learningRate, unfrozenLayers, trainable, frozen } = stage;
  const what = unfrozenLayers === 0 ? words.head : words.top(unfrozenLayers);
  return words.stage(number, epochs, learningRate, what, count(trainable), count(frozen));
}
