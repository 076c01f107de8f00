import * as tf from '@tensorflow/tfjs';

type Arguments = NonNullable<Parameters<typeof tf.layers.reLU>[0]>;

const Stock = tf.layers.reLU({ name: 'stock_relu' }).constructor as unknown as new (
  options?: Arguments,
) => tf.layers.Layer & { maxValue?: number };

/**
 * The rectifier max(x, 0), with `maxValue` one that stops there. A maximum of 6 (ReLU6; Howard et al. 2017,
 * "MobileNets") is one operation, where tfjs' layer takes a ReLU and a clip, with a dozen operations for their
 * gradients. A saved model loads in plain tfjs.
 *
 * Input and output: float32 of any shape.
 */
export class ReLU extends Stock {
  static className = 'ReLU';

  override call(inputs: tf.Tensor | tf.Tensor[], options: { training?: boolean }): tf.Tensor | tf.Tensor[] {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    return this.maxValue === 6 ? tf.relu6(input) : super.call(inputs, options);
  }
}

// Under tfjs' own name, so that a loaded model gets this layer too.
tf.serialization.registerClass(ReLU as unknown as Parameters<typeof tf.serialization.registerClass>[0]);

/** A ReLU layer that stops at 6. */
export function relu6(options: Omit<Arguments, 'maxValue'> = {}): tf.layers.Layer {
  return new ReLU({ ...options, maxValue: 6 });
}
