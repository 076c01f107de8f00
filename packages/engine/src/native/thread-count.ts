import { availableParallelism } from 'node:os';
import { EnvironmentError } from '../errors.js';

/**
 * How many threads TensorFlow computes with: `$TEAMNET_THREADS`, else as many as this process may run on.
 * @throws EnvironmentError when the variable is not a whole number of 1 or more
 */
export function threadCount(): number {
  const value = process.env.TEAMNET_THREADS;
  if (!value) return availableParallelism();
  const threads = Number(value);
  if (Number.isInteger(threads) && threads >= 1) return threads;
  throw new EnvironmentError('TEAMNET_THREADS', value, 'a whole number of 1 or more');
}
