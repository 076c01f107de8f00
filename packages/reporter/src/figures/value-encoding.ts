/** The y channel of a loss or accuracy by epoch: as high as its values, accuracies in percent. */
export function valueEncoding(measure: 'loss' | 'accuracy') {
  return {
    field: 'value',
    type: 'quantitative',
    title: null,
    scale: { zero: false, nice: true },
    axis: { tickCount: 5, ...(measure === 'accuracy' ? { format: '.0%' } : {}) },
  } as const;
}
