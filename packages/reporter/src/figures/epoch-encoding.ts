/** The x channel of a curve by epoch: whole epochs from 1 on, at most ten ticks. */
export function epochEncoding(epochs: number, title: string) {
  return {
    field: 'epoch',
    type: 'quantitative',
    title,
    scale: { domain: [1, epochs] as number[], nice: false },
    axis: { tickMinStep: 1, format: 'd', tickCount: Math.min(epochs, 10), grid: false },
  } as const;
}
