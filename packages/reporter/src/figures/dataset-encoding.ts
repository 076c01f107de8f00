import { COLORS } from './draw-svg.js';

/** One a data set, the course's two first; colours stay apart as COLORS do (Okabe & Ito 2008). */
const HUES = [COLORS.training, COLORS.validation, '#009e73', '#cc79a7', COLORS.rule];
const DASHES = [
  [1, 0],
  [5, 3],
  [2, 2],
  [8, 3, 2, 3],
  [10, 4],
];
const SHAPES = ['circle', 'triangle-up', 'square', 'diamond', 'cross'];

/** Scales by which a chart tells data sets apart; after the fifth they come again. */
export function datasetScales(names: readonly string[]) {
  const scale = <T>(values: readonly T[]) => ({
    domain: [...names],
    range: Array.from({ length: Math.max(2, names.length) }, (_, index) => values[index % values.length]!),
  });
  return {
    color: scale(HUES),
    strokeDash: scale(DASHES),
    shape: scale(SHAPES),
    legend: {
      title: null,
      orient: 'bottom' as const,
      direction: 'horizontal' as const,
      // Three names in a row would make the picture wider than the plot.
      ...(names.length > 2 ? { columns: 2 } : {}),
    },
  };
}
