import type { Language, TeamRun } from '@teamnet/records';

/** records says the commonest reasons in these words; others stand in English. */
const KOREAN: [RegExp, string][] = [
  [/^There is no run\.json\.$/, 'run.json이 없다.'],
  [/^It is withheld by its author\.$/, '작성자가 공유를 보류했다.'],
  [
    /^Its training diverged: the loss became (\S+) in epoch (\d+) at a learning rate of (\S+), which is probably too high\.$/,
    '학습이 발산했다: $2 에폭에서 학습률 $3일 때 손실이 $1이(가) 되었다. 학습률이 아마 너무 높다.',
  ],
  [/^Its file (.+) is missing\.$/, '파일 $1이(가) 없다.'],
  [
    /^Its file (.+) is not the one that run\.json lists \(sha256\)\.$/,
    '파일 $1이(가) run.json에 적힌 것과 다르다 (sha256).',
  ],
];

/** Why a run is not shared, in one sentence; '' for a shared one. */
export function whyNotShared({ reason }: Pick<TeamRun, 'reason'>, language: Language): string {
  if (reason === null) return '';
  const known = language === 'ko' ? KOREAN.find(([pattern]) => pattern.test(reason)) : undefined;
  return known ? reason.replace(known[0], known[1]) : reason;
}
