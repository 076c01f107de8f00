import * as tf from '@tensorflow/tfjs';
import type { FeatureLayer } from './feature-layers.js';
import { withOutput } from './with-output.js';

/**
 * What layers make of one image.
 * @param image float32 [1, height, width, 3], 0..255
 * @returns for each layer [height, width, channels], flat
 */
export function layerOutputs(
  model: tf.LayersModel,
  layers: readonly FeatureLayer[],
  image: tf.Tensor4D,
): Float32Array[] {
  return tf.tidy(() => {
    const outputs: Float32Array[] = [];
    const read = (index: number): unknown => {
      const feature = layers[index];
      if (!feature) return model.apply(image, { training: false });
      const note = (output: tf.Tensor) => {
        outputs[index] = output.dataSync<'float32'>().slice();
        return output;
      };
      return withOutput(feature.layer, note, () => read(index + 1));
    };
    read(0);
    return outputs as unknown as tf.TensorContainerArray;
  }) as unknown as Float32Array[];
}
