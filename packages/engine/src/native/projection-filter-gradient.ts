import * as tf from '@tensorflow/tfjs';

/** TensorFlow's own gradient is safe at multiples of this many input channels (measured: 16, 32, 64 with odd and even batches). */
const SAFE_CHANNELS = 16;

const known = new WeakSet<tf.KernelFunc>();

/**
 * Goes around a fault of TensorFlow 2.21 with oneDNN, also in Python: the filter's gradient of a 1 x 1 convolution with
 * strides writes beyond its memory for few input channels (3 with 32 images of 94 pixels, 8 with 5 of 20), which ends the
 * process sooner or later. Of the input only the pixels that such a convolution reads are handed over, so that its strides
 * are 1; the numbers are the same. A second call does nothing.
 */
export function mendProjectionFilterGradient(): void {
  const kernel = tf.getKernel(tf.Conv2DBackpropFilter, 'tensorflow');
  if (known.has(kernel.kernelFunc)) return;
  const kernelFunc: tf.KernelFunc = (args) => {
    const { inputs, backend } = args;
    const { filterShape, strides, dataFormat } = args.attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    const [height, width, channels] = filterShape;
    const [down, across] = [strides].flat(2) as [number, number?];
    const isSafe = height !== 1 || width !== 1 || (down === 1 && (across ?? 1) === 1);
    if (isSafe || channels % SAFE_CHANNELS === 0 || dataFormat !== 'NHWC') return kernel.kernelFunc(args);
    const attrs = {
      begin: [0, 0, 0, 0],
      end: [0, 0, 0, 0],
      strides: [1, down, across ?? down, 1],
      beginMask: 15,
      endMask: 15,
      ellipsisMask: 0,
      newAxisMask: 0,
      shrinkAxisMask: 0,
    };
    const read = tf.getKernel(tf.StridedSlice, 'tensorflow').kernelFunc({
      inputs: { x: inputs.x! },
      attrs,
      backend,
    }) as tf.TensorInfo;
    // The kernel reads the shape alone from what it is given.
    const x = tf.engine().makeTensorFromTensorInfo(read);
    const result = kernel.kernelFunc({
      inputs: { x, dy: inputs.dy! },
      attrs: { ...args.attrs, strides: 1 },
      backend,
    });
    x.dispose();
    return result;
  };
  known.add(kernelFunc);
  tf.unregisterKernel(tf.Conv2DBackpropFilter, 'tensorflow');
  tf.registerKernel({ ...kernel, kernelFunc });
}
