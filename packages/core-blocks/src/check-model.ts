import type * as tf from '@tensorflow/tfjs';
import { describeShape } from './blocks/check-block.js';
import { ModelShapeError } from './errors.js';

/**
 * Checks that a network fits its task: one input [batch, S, S, 3], one output of logits [batch, classes] from a
 * dense layer without activation, and something left of the image in every layer.
 * @throws ModelShapeError
 */
export function checkModel(
  model: tf.LayersModel,
  name: string,
  { imageSize, classes }: { imageSize: number; classes: number },
): void {
  const [inputs, outputs] = [model.inputs.length, model.outputs.length];
  if (inputs !== 1 || outputs !== 1)
    throw new ModelShapeError(
      name,
      `it has ${inputs} inputs and ${outputs} outputs.`,
      'Give it one input, the image, and one output, the logits.',
    );
  const input = model.inputs[0]!.shape;
  if (input.slice(1).join() !== [imageSize, imageSize, 3].join())
    throw new ModelShapeError(
      name,
      `its input is ${describeShape(input)}.`,
      `Make it ${describeShape([null, imageSize, imageSize, 3])}: start from the input that your function is given.`,
    );
  checkSizes(model, name, imageSize);
  const output = model.outputs[0]!.shape;
  if (output.length !== 2 || output[1] !== classes)
    throw new ModelShapeError(
      name,
      `its output is ${describeShape(output)}.`,
      `Make it ${describeShape([null, classes])}: end with blocks.classifierHead(x, { classes }).`,
    );
  const head = model.outputLayers[0]!;
  const activation = head.getConfig().activation as string | undefined;
  if (head.getClassName() !== 'Dense' || (activation ?? 'linear') !== 'linear')
    throw new ModelShapeError(
      name,
      `its last layer is ${head.getClassName()}${activation ? ` with activation ${activation}` : ''}.`,
      'End with a Dense layer without activation: training takes logits and applies the softmax itself.',
    );
}

function checkSizes(model: tf.LayersModel, name: string, imageSize: number): void {
  for (const layer of model.layers) {
    const shape = layer.outputShape as tf.Shape;
    if (shape.some((size) => size !== null && size <= 0))
      throw new ModelShapeError(
        name,
        `an image of ${imageSize} pixels is too small: nothing of it is left after the layer "${layer.name}"${describeWindow(layer)}.`,
        "Use a larger training.imageSize, fewer blocks, a smaller window, or padding 'same'.",
      );
  }
}

/** What a convolution or a pooling layer wanted and what it was given; nothing for other layers. */
function describeWindow(layer: tf.layers.Layer): string {
  const config = layer.getConfig();
  const window = (config.kernelSize ?? config.poolSize) as number[] | undefined;
  if (!window) return '';
  const [, height, width] = (layer.input as tf.SymbolicTensor).shape;
  return `, whose window of ${window.join(' x ')} is given ${height} x ${width}`;
}
