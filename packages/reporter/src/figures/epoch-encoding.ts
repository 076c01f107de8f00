/** The x channel of a curve by epoch: whole epochs from 1 on, at most ten ticks. */
export function epochEncoding(epochs: number, title: string) {
  return {
    field: 'epoch',
    type: 'quantitative',
    title,
    // From the rows, where they have two epochs: charts of one shape are worked out once.
    scale: { ...(epochs < 2 ? { domain: [1, 2] as number[] } : {}), nice: false, zero: false },
    axis: { tickMinStep: 1, format: 'd', tickCount: 10, grid: false },
  } as const;
}
