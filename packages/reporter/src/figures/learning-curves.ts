import type { Language, Run } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import { percent, rounded } from '../page/numbers.js';
import { COLORS, drawSvg } from './draw-svg.js';
import { valueEncoding } from './value-encoding.js';

const en = {
  loss: 'Loss (cross-entropy)',
  accuracy: 'Accuracy',
  epoch: 'Epoch',
  training: 'training',
  validation: 'validation',
  best: (epoch: number) => `best: epoch ${epoch}`,
  turning: 'overfitting from here',
  lossAlt: (run: string, from: string, to: string, validation: string, best: number) =>
    `Loss by epoch of ${run}: training goes from ${from} to ${to}; validation is lowest, ${validation}, at epoch ${best}.`,
  turningAlt: (epoch: number) => ` The epochs from ${epoch} on are marked as overfitting.`,
  accuracyAlt: (run: string, training: string, validation: string, best: number) =>
    `Accuracy by epoch of ${run}: at the last epoch training reaches ${training}, validation ${validation}; the best epoch is ${best}.`,
};
const ko: typeof en = {
  loss: '손실 (교차 엔트로피)',
  accuracy: '정확도',
  epoch: '에폭',
  training: '훈련',
  validation: '검증',
  best: (epoch) => `최적: ${epoch} 에폭`,
  turning: '여기부터 과적합',
  lossAlt: (run, from, to, validation, best) =>
    `${run}의 에폭별 손실: 훈련 손실은 ${from}에서 ${to}로 변하고, 검증 손실은 ${best} 에폭에서 ${validation}로 가장 낮다.`,
  turningAlt: (epoch) => ` ${epoch} 에폭부터 과적합으로 표시되어 있다.`,
  accuracyAlt: (run, training, validation, best) =>
    `${run}의 에폭별 정확도: 마지막 에폭에서 훈련 ${training}, 검증 ${validation}; 최적 에폭은 ${best}.`,
};
const WORDS = { en, ko };

/** Two charts of one run, loss and accuracy by epoch, with the best epoch and where overfitting begins marked. */
export async function learningCurves(run: Run, language: Language): Promise<Picture[]> {
  const words = WORDS[language];
  const name = `${run.experiment}-${run.dataset.name}`;
  const shown = `${run.experiment}, ${run.dataset.name}`;
  const first = run.history[0]!;
  const last = run.history.at(-1)!;
  const best = run.history.find(({ epoch }) => epoch === run.bestEpoch) ?? last;
  const turning = turningEpoch(run);
  const turningAlt = turning === null ? '' : words.turningAlt(turning);
  const lossAlt =
    words.lossAlt(
      shown,
      rounded(first.loss, 2),
      rounded(last.loss, 2),
      rounded(best.validationLoss, 2),
      best.epoch,
    ) + turningAlt;
  const accuracyAlt =
    words.accuracyAlt(shown, percent(last.accuracy), percent(last.validationAccuracy), best.epoch) +
    turningAlt;
  return [
    await curve(run, language, 'loss', `${name}-loss`, lossAlt),
    await curve(run, language, 'accuracy', `${name}-accuracy`, accuracyAlt),
  ];
}

/** Where overfitting begins; null where none is seen, or only at the last epoch. */
function turningEpoch({ overfitting, history }: Run): number | null {
  const { verdict, turningEpoch: turning } = overfitting;
  return verdict === 'overfitting' && turning < history.length ? turning : null;
}

async function curve(
  run: Run,
  language: Language,
  measure: 'loss' | 'accuracy',
  name: string,
  alt: string,
): Promise<Picture> {
  const words = WORDS[language];
  const values = run.history.flatMap((epoch) => [
    { epoch: epoch.epoch, series: words.training, value: epoch[measure] },
    {
      epoch: epoch.epoch,
      series: words.validation,
      value: measure === 'loss' ? epoch.validationLoss : epoch.validationAccuracy,
    },
  ]);
  const epochs = run.history.length;
  const marks = [{ epoch: run.bestEpoch }];
  const turning = turningEpoch(run);
  const title = words[measure];
  const x = {
    field: 'epoch',
    type: 'quantitative',
    title: words.epoch,
    // What the rows themselves say is left to them: charts of one shape are worked out once.
    scale: { ...(epochs < 2 ? { domain: [1, 2] as number[] } : {}), nice: false, zero: false },
    axis: { tickMinStep: 1, format: 'd', tickCount: 10, grid: false },
  } as const;
  const notes = [
    { epoch: run.bestEpoch, note: words.best(run.bestEpoch), color: COLORS.rule, y: -4 },
    ...(turning === null ? [] : [{ epoch: turning, note: words.turning, color: COLORS.warning, y: -19 }]),
  ];
  const content = await drawSvg(name, `${title}: ${run.experiment}, ${run.dataset.name}`, alt, {
    width: 310,
    height: 190,
    // Room between the title and the chart for the notes.
    title: { text: title, offset: 20 },
    layer: [
      ...(turning !== null
        ? [
            {
              data: { values: [{ from: turning, to: epochs }] },
              mark: { type: 'rect' as const, color: COLORS.validation, opacity: 0.09 },
              encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
            },
          ]
        : []),
      {
        data: { values: marks },
        mark: { type: 'rule', color: COLORS.rule, strokeDash: [4, 3] },
        encoding: { x },
      },
      ...notes.map(({ epoch, note, color, y }) => {
        // Near the right edge a note stands left of its line.
        const side = epoch > epochs * 0.6 ? 'right' : 'left';
        return {
          data: { values: [{ epoch, note, side, shift: side === 'left' ? 5 : -5 }] },
          mark: {
            type: 'text' as const,
            align: { expr: 'datum.side' },
            dx: { expr: 'datum.shift' },
            baseline: 'bottom' as const,
            color,
            fontSize: 11.5,
          },
          encoding: { x, y: { value: y }, text: { field: 'note' } },
        };
      }),
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 2, point: { size: 22, filled: true } },
        encoding: {
          x,
          y: valueEncoding(measure),
          color: {
            field: 'series',
            type: 'nominal',
            scale: {
              domain: [words.training, words.validation],
              range: [COLORS.training, COLORS.validation],
            },
            legend: { title: null, orient: 'bottom', direction: 'horizontal', symbolType: 'stroke' },
          },
          strokeDash: {
            field: 'series',
            type: 'nominal',
            scale: {
              domain: [words.training, words.validation],
              range: [
                [5, 3],
                [1, 0],
              ],
            },
            legend: { title: null, orient: 'bottom', direction: 'horizontal', symbolType: 'stroke' },
          },
        },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
