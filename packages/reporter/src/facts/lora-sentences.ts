import type { Language, Run } from '@teamnet/records';
import { count, percent } from '../page/numbers.js';
import { standings } from './standing.js';
import { standingSentence } from './standing-sentence.js';
import type { ExperimentResult } from './team-standings.js';

const en = {
  share: (trained: string, share: string, total: string, layers: number, rank: number, adapters: string) =>
    `Low-rank adaptation trained ${trained} numbers, ${share} of the network's ${total}: adapters of rank ${rank} at ${layers} layers (${adapters}) and the head. They are merged into the saved weights, so the network is as large and as fast as before.`,
  full: (name: string, trained: string) =>
    `Fine-tuning from the same weights (${name}) trained ${trained} of them. `,
};
const ko: typeof en = {
  share: (trained, share, total, layers, rank, adapters) =>
    `저랭크 적응(LoRA)으로 신경망의 ${total}개 가운데 ${share}인 ${trained}개만 학습했다: 층 ${layers}개에 붙인 랭크 ${rank} 어댑터(${adapters}개)와 분류층. 어댑터는 저장된 가중치에 합쳐져 있으므로 신경망의 크기와 속도는 그대로이다.`,
  full: (name, trained) => `같은 가중치에서 시작한 미세 조정(${name})은 ${trained}개를 학습했다. `,
};
const WORDS = { en, ko };

/**
 * How little a run with low-rank adapters trained, and how it stands to fine-tuning from the same weights where there is
 * such an experiment. Empty for a run without adapters.
 * @param others results on the same data set
 */
export function loraSentences(
  result: ExperimentResult,
  others: readonly ExperimentResult[],
  language: Language,
): string[] {
  const words = WORDS[language];
  const { run } = result.runs[0]!;
  const { lora } = run;
  if (!lora) return [];
  const share = words.share(
    count(lora.trainedParameters),
    percent(lora.trainedShare),
    count(run.model.parameters.total),
    lora.layers.length,
    lora.rank,
    count(lora.adapterParameters),
  );
  const full = others
    .filter(({ runs: [first] }) => isFineTuned(first!.run, run))
    .sort((a, b) => trainedIn(b.runs[0]!.run) - trainedIn(a.runs[0]!.run))[0];
  if (!full) return [share];
  const [, standing] = standings(full, [full, result]);
  const compared = standingSentence({ ...result, standing: standing! }, full, 1, language);
  const first = full.runs[0]!;
  return [share, words.full(first.experiment.id, count(trainedIn(first.run))) + compared];
}

function isFineTuned(other: Run, run: Run): boolean {
  return (
    !other.lora &&
    other.transfer !== undefined &&
    other.transfer.method !== 'feature-extraction' &&
    other.transfer.source.sha256 === run.transfer?.source.sha256
  );
}

function trainedIn({ transfer }: Run): number {
  return Math.max(0, ...(transfer?.stages.map(({ trainable }) => trainable) ?? []));
}
