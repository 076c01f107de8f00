/** The channels of a confusion matrix: predicted labels below, actual labels at the left, in the data's order. */
export function confusionEncoding(predicted: string, actual: string) {
  return {
    x: {
      field: 'predicted',
      type: 'nominal',
      sort: null,
      title: predicted,
      axis: {
        labelAngle: 0,
        labelLimit: 0,
        labelOverlap: false,
        titlePadding: 8,
        domain: false,
        ticks: false,
        labelPadding: 6,
      },
    },
    y: {
      field: 'actual',
      type: 'nominal',
      sort: null,
      title: actual,
      axis: { labelLimit: 110, domain: false, ticks: false, labelPadding: 6 },
    },
  } as const;
}
