import * as tf from '@tensorflow/tfjs';
import { BlockError } from '../errors.js';
import { dropout as dropoutLayer } from '../layers/dropout.js';
import { apply } from './apply.js';
import { checkInput, checkSizes } from './check-block.js';

export interface ClassifierHeadOptions {
  /** Number of output units, one a class. */
  classes: number;
  /** Share of features dropped while training, in [0, 1); 0 when left out: no dropout layer. */
  dropout?: number;
  /** false: flatten the last feature maps in place of averaging them; true when left out. */
  globalPooling?: boolean;
}

/**
 * The end of a classifier: feature maps to one vector, dropout, and a dense layer that gives logits (no softmax).
 * Global average pooling (Lin et al. 2013) keeps one number a channel; flattening keeps them all, and the dense
 * layer grows with the image.
 *
 * [batch, height, width, channels] (or [batch, features]) → [batch, classes], float32.
 *
 * @throws BlockError
 */
export function classifierHead(x: tf.SymbolicTensor, options: ClassifierHeadOptions): tf.SymbolicTensor {
  const { classes, dropout = 0, globalPooling = true } = options;
  checkSizes('head', { classes });
  checkInput('head', x);
  if (!(dropout >= 0 && dropout < 1))
    throw new BlockError('head', `dropout is ${dropout}.`, 'Make it a share from 0 to below 1.');
  if (x.shape.length > 2)
    x = globalPooling
      ? apply(tf.layers.globalAveragePooling2d({ name: 'global_average_pooling' }), x)
      : apply(tf.layers.flatten({ name: 'flatten' }), x);
  if (dropout > 0) x = apply(dropoutLayer({ name: 'dropout', rate: dropout }), x);
  return apply(tf.layers.dense({ name: 'head', units: classes, kernelInitializer: 'glorotUniform' }), x);
}
