import { randomUniform } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';

type Arguments = Parameters<typeof tf.layers.dropout>[0];

const Stock = tf.layers.dropout({ rate: 0, name: 'stock_dropout' }).constructor as unknown as new (
  options: Arguments,
) => tf.layers.Layer & { rate: number; getNoiseShape(input: tf.Tensor): number[] | null | undefined };

/**
 * Dropout (Srivastava et al. 2014), inverted as in Keras: while training each value is 0 with probability `rate`,
 * and the others are divided by `1 - rate` so that the sum stays; otherwise nothing happens.
 *
 * tfjs' layer with its random numbers from the engine: new ones in each step of a compiled graph, the same ones
 * when a run is repeated. tfjs' own draws them in JavaScript, which a compiled graph would repeat for ever.
 * A saved model loads in plain tfjs.
 *
 * @throws the engine's NoStepSeedError when it trains outside `withStepSeed`.
 */
export class Dropout extends Stock {
  static className = 'Dropout';

  override call(inputs: tf.Tensor | tf.Tensor[], options: { training?: boolean }): tf.Tensor | tf.Tensor[] {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (!options.training || this.rate === 0) return input;
    return tf.tidy(() => {
      const draw = randomUniform(this.getNoiseShape(input) ?? input.shape);
      const keep = tf.cast(tf.greaterEqual(draw, this.rate), 'float32');
      return tf.mul(input, tf.mul(keep, 1 / (1 - this.rate)));
    });
  }
}

// Under tfjs' own name, so that a loaded model and a team's own network get this layer too.
tf.serialization.registerClass(Dropout as unknown as Parameters<typeof tf.serialization.registerClass>[0]);

/** A dropout layer; `rate` in [0, 1) is the share of values that is dropped. */
export function dropout(options: Arguments): tf.layers.Layer {
  return new Dropout(options);
}
