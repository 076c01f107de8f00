import * as tf from '@tensorflow/tfjs';
import { nativeBackend } from '../native-backend.js';
import { philoxUniform } from './philox.js';
import { nextSeed } from './step-seed.js';

/**
 * Random numbers, uniform in [0, 1), that depend on nothing but the step's seed and the order of the calls. On native
 * TensorFlow `StatelessRandomUniform`, inside the compiled step too; on the other engines the same numbers from JavaScript,
 * so that a run augments and drops out alike wherever it is trained.
 *
 * @param shape of the result, float32
 * @throws NoStepSeedError outside withStepSeed
 */
export function randomUniform(shape: number[]): tf.Tensor {
  return tf.tidy(() => {
    const seed = nextSeed();
    const native = nativeBackend();
    if (!native) return tf.tensor(philoxUniform(seed.dataSync(), tf.util.sizeFromShape(shape)), shape);
    const { TF_ATTR_TYPE, TF_FLOAT, TF_INT32 } = native.binding;
    return native.executeSingleOutput(
      'StatelessRandomUniform',
      [
        { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT },
        { name: 'T', type: TF_ATTR_TYPE, value: TF_INT32 },
        { name: 'Tseed', type: TF_ATTR_TYPE, value: TF_INT32 },
      ],
      [tf.tensor1d(shape, 'int32'), seed],
    );
  });
}
