import * as tf from '@tensorflow/tfjs';

/**
 * A depthwise 2D convolution, one window for each channel alone (the first half of a separable convolution), whose
 * weights start as Keras' do, Glorot uniform; tfjs' own default is Glorot normal.
 */
export function depthwiseConv2d(options: Parameters<typeof tf.layers.depthwiseConv2d>[0]): tf.layers.Layer {
  return tf.layers.depthwiseConv2d({ depthwiseInitializer: 'glorotUniform', ...options });
}
