import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js';
import { conv2dBackpropInput } from './conv2d-backprop-input.js';
import { depthwiseBackpropFilter } from './depthwise-backprop-filter.js';
import { depthwiseBackpropInput } from './depthwise-backprop-input.js';
import { identity } from './identity.js';
import { maxPoolGrad } from './max-pool-grad.js';
import { reduceLeadingAxes } from './reduce-leading-axes.js';
import { tileWhole } from './tile-whole.js';
import { transformReflect } from './transform-reflect.js';

/** Gradient kernels that @tensorflow/tfjs-backend-wasm 4.22.0 lacks. */
const missing = [conv2dBackpropFilter, depthwiseBackpropFilter, depthwiseBackpropInput];

/** Kernels that it has, but several times slower. */
const faster = [conv2dBackpropInput, identity, maxPoolGrad];

let registered = false;

/**
 * Gives the tfjs backend `wasm` the kernels that training a convolutional network needs and that it lacks or has in a
 * slow form only. A second call does nothing. To be called before `tf.setBackend('wasm')` or after, as you like.
 */
export function registerMissingKernels(): void {
  if (registered) return;
  const shipped = (name: string) => tf.getKernel(name, 'wasm');
  const extended = [
    reduceLeadingAxes(shipped(tf.Sum)),
    reduceLeadingAxes(shipped(tf.Mean)),
    tileWhole(shipped(tf.Tile)),
    transformReflect(shipped(tf.Transform)),
  ];
  for (const kernel of [...faster, ...extended]) tf.unregisterKernel(kernel.kernelName, 'wasm');
  for (const kernel of [...missing, ...faster, ...extended]) tf.registerKernel(kernel);
  registered = true;
}
