import * as tf from '@tensorflow/tfjs';

/**
 * A 2D convolution layer whose weights start as Keras' do, Glorot uniform (Glorot & Bengio 2010); tfjs' own default is
 * Glorot normal.
 */
export function conv2d(options: Parameters<typeof tf.layers.conv2d>[0]): tf.layers.Layer {
  return tf.layers.conv2d({ kernelInitializer: 'glorotUniform', ...options });
}
