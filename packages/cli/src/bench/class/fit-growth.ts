/**
 * The exponent k of seconds = c · n^k by least squares over the logarithms: 1 is linear growth.
 * @param points at least two, of different n
 */
export function fitGrowth(points: readonly { n: number; seconds: number }[]): number {
  const logs = points.map(({ n, seconds }) => [Math.log(n), Math.log(seconds)] as const);
  const mean = (place: 0 | 1) => logs.reduce((total, log) => total + log[place], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logs.reduce((total, log) => total + (log[0] - x) * (log[1] - y), 0);
  return covariance / logs.reduce((total, log) => total + (log[0] - x) ** 2, 0);
}
