import * as tf from '@tensorflow/tfjs';
import { nativeBackend } from '../native-backend.js';
import { nextSeed } from './step-seed.js';

/**
 * Random numbers, uniform in [0, 1), that depend on nothing but the step's seed and the order of the calls. On native
 * TensorFlow `StatelessRandomUniform` (Philox), inside the compiled step too; elsewhere a counter hashed in JavaScript,
 * so another engine draws other numbers of the same distribution.
 *
 * @param shape of the result, float32
 * @throws NoStepSeedError outside withStepSeed
 */
export function randomUniform(shape: number[]): tf.Tensor {
  return tf.tidy(() => {
    const seed = nextSeed();
    const native = nativeBackend();
    if (!native) return tf.tensor(hashed(seed.dataSync(), tf.util.sizeFromShape(shape)), shape);
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

/** Each number is a hash of seed, step and place, with 24 bits, as many as float32 holds. */
function hashed(seed: ArrayLike<number>, length: number): Float32Array {
  const start = mix(mix(seed[0]! ^ 0x9e3779b9) ^ seed[1]!);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = mix(start + Math.imul(i, 0x9e3779b9)) >>> 8;
  for (let i = 0; i < length; i++) values[i]! /= 2 ** 24;
  return values;
}

/** The finalizer of MurmurHash3 (Austin Appleby, public domain): every input bit changes every output bit. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
