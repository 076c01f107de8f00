import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js';
import { conv2dBackpropInput } from './conv2d-backprop-input.js';
import { depthwiseBackpropFilter } from './depthwise-backprop-filter.js';
import { depthwiseBackpropInput } from './depthwise-backprop-input.js';
import { maxPoolGrad } from './max-pool-grad.js';
import { reduceLeadingAxesFast } from './reduce-kernels.js';

/** Gradient kernels that @tensorflow/tfjs-backend-wasm 4.22.0 lacks. */
const missing = [conv2dBackpropFilter, depthwiseBackpropFilter, depthwiseBackpropInput];

/** Kernels that it has, but 3 to 14 times slower. */
const faster = [conv2dBackpropInput, maxPoolGrad];

let registered = false;

/**
 * Gives the tfjs backend `wasm` the kernels that training a convolutional network needs and that it lacks or has in a
 * slow form only. A second call does nothing. To be called before `tf.setBackend('wasm')` or after, as you like.
 */
export function registerMissingKernels(): void {
  if (registered) return;
  const reductions = [tf.Sum, tf.Mean].map((name) => reduceLeadingAxesFast(tf.getKernel(name, 'wasm')));
  for (const kernel of [...faster, ...reductions]) tf.unregisterKernel(kernel.kernelName, 'wasm');
  for (const kernel of [...missing, ...faster, ...reductions]) tf.registerKernel(kernel);
  registered = true;
}
