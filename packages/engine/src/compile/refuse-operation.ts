import { TraceError } from '../errors.js';

/** TensorFlow's operations that keep a random generator of their own, which no seed of a step reaches. */
const RANDOM = new Set([
  'Multinomial',
  'ParameterizedTruncatedNormal',
  'RandomGamma',
  'RandomGammaGrad',
  'RandomPoisson',
  'RandomPoissonV2',
  'RandomShuffle',
  'RandomStandardNormal',
  'RandomUniform',
  'RandomUniformInt',
  'TruncatedNormal',
]);

/** Operations whose result has a shape that depends on the numbers: the shapes of a graph are those of its trace. */
const SHAPED_BY_VALUES = new Set([
  'ListDiff',
  'NonMaxSuppression',
  'NonMaxSuppressionV2',
  'NonMaxSuppressionV3',
  'NonMaxSuppressionV5',
  'Unique',
  'UniqueV2',
  'Where',
]);

/**
 * Refuses an operation that would not do in a graph what it does eagerly.
 * @throws TraceError
 */
export function refuseOperation(op: string): void {
  if (RANDOM.has(op))
    throw new TraceError(
      `it calls ${op}, whose random numbers do not come from the step's seed`,
      "use the engine's randomUniform",
    );
  if (SHAPED_BY_VALUES.has(op))
    throw new TraceError(
      `it calls ${op}, the shape of whose result depends on the numbers`,
      'use operations whose shapes do not, e.g. tf.where or a product with a mask',
    );
}
