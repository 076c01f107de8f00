import type { Run } from '@teamnet/records';

/** Words of a discussion that refer to a learning curve. */
export interface CurveReference {
  words: string;
  /** What of which run they agree with. */
  agrees: string;
}

const ORDINALS = [
  ['first', '첫', '일'],
  ['second', '두', '이'],
  ['third', '세', '삼'],
  ['fourth', '네', '사'],
  ['fifth', '다섯', '오'],
  ['sixth', '여섯', '육'],
  ['seventh', '일곱', '칠'],
  ['eighth', '여덟', '팔'],
  ['ninth', '아홉', '구'],
  ['tenth', '열', '십'],
] as const;
const ENGLISH = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const EPOCH_KO = '(?:에폭|에포크|에포흐|세대|epoch)';
const WORDS_EN = ORDINALS.map(([word]) => word).join('|');
const WORDS_KO = ORDINALS.map(([, word]) => word).join('|');

/** Ways to name an epoch, each with the number or the word in its first group. */
const EPOCHS = [
  /\bepochs?\s*(?:no\.?|number|#|=|:)?\s*(\d{1,4})\b/gi,
  /\b(\d{1,4})(?:st|nd|rd|th)?[\s-]*epochs?\b/gi,
  new RegExp(`\\b(${WORDS_EN})\\s+(?:training\\s+)?epoch`, 'gi'),
  new RegExp(`\\bepochs?\\s+(${ENGLISH.join('|')})\\b`, 'gi'),
  new RegExp(`\\b(${ENGLISH.join('|')})\\s+epochs?\\b`, 'gi'),
  new RegExp(`(\\d{1,4})\\s*(?:번째|번|회|차)?\\s*${EPOCH_KO}`, 'gi'),
  new RegExp(`${EPOCH_KO}\\s*(\\d{1,4})`, 'gi'),
  new RegExp(`(${WORDS_KO})\\s*번?째?\\s*${EPOCH_KO}`, 'gi'),
];

/** A number with decimals, or in percent. */
const VALUES =
  /(?<![\d.,])(\d{1,3}[.,]\d{1,6})\s*(%|percent|퍼센트|프로)?|(?<![\d.,])(\d{1,3})\s*(%|percent|퍼센트|프로)/gi;

/**
 * Finds where a discussion refers to the learning curves: an epoch of one of the runs (`epoch 7`, `the third epoch`,
 * `7번째 에폭`), or a loss or accuracy that stands in its history, rounded as the student likes.
 * @returns `wrong` is the first epoch that none of the runs has, where nothing agrees
 */
export function findCurveReference(
  discussion: string,
  runs: readonly Run[],
): { found: CurveReference | null; wrong: string | null } {
  const text = discussion.normalize('NFC');
  let wrong: string | null = null;
  for (const pattern of EPOCHS)
    for (const [words, name] of text.matchAll(pattern)) {
      const epoch = numberOf(name!);
      const run = runs.find(({ history }) => epoch >= 1 && epoch <= history.length);
      if (run) return { found: { words, agrees: describe(run, epoch, runs) }, wrong: null };
      wrong ??= words;
    }
  for (const [words, decimal, percent, whole] of text.matchAll(VALUES)) {
    const run = runs.find((candidate) =>
      holds(candidate, (decimal ?? whole)!, (percent ?? whole) !== undefined),
    );
    if (run) return { found: { words: words.trim(), agrees: `in the history of ${name(run)}` }, wrong: null };
  }
  return { found: null, wrong };
}

function numberOf(name: string): number {
  if (/^\d+$/.test(name)) return Number(name);
  const word = name.toLowerCase();
  const ordinal = ORDINALS.findIndex((words) => (words as readonly string[]).includes(word));
  return (ordinal >= 0 ? ordinal : ENGLISH.indexOf(word)) + 1;
}

/** The runs whose validation loss turns in that epoch say so. */
function describe(run: Run, epoch: number, runs: readonly Run[]): string {
  const turning = runs.find(({ bestEpoch }) => bestEpoch === epoch);
  if (turning) return `${name(turning)}: the validation loss is lowest in epoch ${epoch}`;
  return `${name(run)} has ${run.history.length} epochs, its validation loss is lowest in epoch ${run.bestEpoch}`;
}

function name({ experiment, dataset }: Run): string {
  return `${experiment} on ${dataset.name}`;
}

/** Whether a value stands in the history, rounded to the decimals that are given. */
function holds({ history }: Run, written: string, isPercent: boolean): boolean {
  const digits = written.replace(',', '.');
  const decimals = digits.split('.')[1]?.length ?? 0;
  const value = Number(digits);
  const near = (actual: number) => Math.abs(actual - value) <= 0.51 * 10 ** -decimals;
  return history.some(({ loss, validationLoss, accuracy, validationAccuracy }) =>
    isPercent
      ? near(100 * accuracy) || near(100 * validationAccuracy)
      : [loss, validationLoss, accuracy, validationAccuracy].some(near),
  );
}
