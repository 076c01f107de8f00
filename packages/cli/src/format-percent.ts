/** A share of 0..1 as a percentage with one digit, e.g. `87.5 %`. */
export function formatPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
