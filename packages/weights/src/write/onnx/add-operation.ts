import type { Operation, Pair, Value, Window } from '../graph/operation.js';
import type { OnnxGraph } from './onnx-graph.js';
import { transpose } from './transpose.js';

/** Where each axis of [batch, height, width, channels] is in ONNX' [batch, channels, height, width]. */
const AXES = [0, 2, 3, 1];

/**
 * Adds an operation to an ONNX graph (operators of opset 17, https://onnx.ai/onnx/operators). Tensors of four axes have
 * their channels second there.
 */
export function addOperation(graph: OnnxGraph, operation: Operation): void {
  const { name, inputs, output } = operation;
  const names = inputs.map((input) => input.name);
  const add = (type: string, attributes: Parameters<OnnxGraph['node']>[3] = {}, extra: string[] = []) =>
    graph.node(type, [...names, ...extra], name, attributes);
  const scalar = (part: string, value: number) => graph.floats(`${name}/${part}`, [], Float32Array.of(value));
  switch (operation.op) {
    case 'convolution':
    case 'depthwise-convolution': {
      const { kernel, bias, strides, dilations } = operation;
      const [height, width, channels, outputs] = kernel.shape as [number, number, number, number];
      const depthwise = operation.op === 'depthwise-convolution';
      // Depthwise, output channel c * multiplier + m is channel c's.
      const values = transpose(kernel.values, kernel.shape, depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
      const shape = depthwise ? [channels * outputs, 1, height, width] : [outputs, channels, height, width];
      const weights = [graph.floats(`${name}/kernel`, shape, values)];
      if (bias) weights.push(graph.floats(`${name}/bias`, bias.shape, bias.values));
      const attributes = {
        kernel_shape: { ints: [height, width] },
        strides: { ints: strides },
        dilations: { ints: dilations },
        pads: { ints: pads(inputs[0]!, operation, dilations) },
        group: { int: depthwise ? channels : 1 },
      };
      add('Conv', attributes, weights);
      return;
    }
    case 'dense': {
      const { kernel, bias } = operation;
      const weights = [graph.floats(`${name}/kernel`, kernel.shape, kernel.values)];
      if (bias) weights.push(graph.floats(`${name}/bias`, bias.shape, bias.values));
      add('Gemm', {}, weights);
      return;
    }
    case 'batch-normalization': {
      const { gamma, beta, mean, variance, epsilon } = operation;
      const arrays = Object.entries({ gamma, beta, mean, variance }).map(([part, values]) =>
        graph.floats(`${name}/${part}`, [values.length], values),
      );
      add('BatchNormalization', { epsilon: { float: epsilon } }, arrays);
      return;
    }
    case 'rescale': {
      const scaled = graph.node('Mul', [...names, scalar('scale', operation.scale)], `${name}/scaled`);
      graph.node('Add', [scaled, scalar('offset', operation.offset)], name);
      return;
    }
    case 'clipped-relu':
      add('Clip', {}, [scalar('minimum', 0), scalar('maximum', operation.maximum)]);
      return;
    case 'softmax':
      // The last axis of all, so the second where channels are second.
      add('Softmax', { axis: { int: output.shape.length === 3 ? 1 : -1 } });
      return;
    case 'concatenate':
      add('Concat', { axis: { int: axisOf(operation.axis, output) } });
      return;
    case 'max-pool':
    case 'average-pool':
      add(operation.op === 'max-pool' ? 'MaxPool' : 'AveragePool', {
        kernel_shape: { ints: operation.size },
        strides: { ints: operation.strides },
        pads: { ints: pads(inputs[0]!, operation, [1, 1]) },
      });
      return;
    case 'global-average-pool':
    case 'global-max-pool': {
      const type = operation.op === 'global-average-pool' ? 'GlobalAveragePool' : 'GlobalMaxPool';
      const pooled = graph.node(type, names, `${name}/pooled`);
      graph.node('Flatten', [pooled], name);
      return;
    }
    case 'reshape': {
      const last = inputs[0]!.shape.length === 3 ? toChannelsLast(graph, names[0]!, name) : names[0]!;
      const shape = graph.integers(`${name}/shape`, [-1, ...output.shape]);
      if (output.shape.length !== 3) graph.node('Reshape', [last, shape], name);
      else {
        const reshaped = graph.node('Reshape', [last, shape], `${name}/reshaped`);
        toChannelsFirst(graph, reshaped, name);
      }
      return;
    }
    case 'crop': {
      const { begin } = operation;
      const axes = begin.map((_, axis) => axisOf(axis + 1, output));
      const ends = begin.map((start, axis) => start + output.shape[axis]!);
      const lists = Object.entries({ begin, ends, axes }).map(([part, list]) =>
        graph.integers(`${name}/${part}`, list),
      );
      add('Slice', {}, lists);
      return;
    }
    case 'zero-pad': {
      const { rows, columns } = operation;
      const sides = [0, 0, rows[0], columns[0], 0, 0, rows[1], columns[1]];
      add('Pad', {}, [graph.integers(`${name}/pads`, sides)]);
      return;
    }
    default:
      add(SAME_IN_BOTH[operation.op]);
  }
}

const SAME_IN_BOTH = {
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  softplus: 'Softplus',
  softsign: 'Softsign',
  selu: 'Selu',
  elu: 'Elu',
  add: 'Add',
  multiply: 'Mul',
  maximum: 'Max',
} as const;

/** Puts the channels second. */
export function toChannelsFirst(graph: OnnxGraph, input: string, name: string): string {
  return graph.node('Transpose', [input], name, { perm: { ints: [0, 3, 1, 2] } });
}

function toChannelsLast(graph: OnnxGraph, input: string, name: string): string {
  return graph.node('Transpose', [input], `${name}/channels-last`, { perm: { ints: [0, 2, 3, 1] } });
}

function axisOf(axis: number, { shape }: Value): number {
  return shape.length === 3 ? AXES[axis]! : axis;
}

/** TensorFlow's `same` padding in rows and columns: what is over goes below and right. */
function pads({ shape }: Value, { size, strides, padding }: Window, dilations: Pair): number[] {
  if (padding === 'valid') return [0, 0, 0, 0];
  const totals = [0, 1].map((axis) => {
    const reach = (size[axis]! - 1) * dilations[axis]! + 1;
    const steps = Math.ceil(shape[axis]! / strides[axis]!);
    return Math.max((steps - 1) * strides[axis]! + reach - shape[axis]!, 0);
  });
  return [...totals.map((total) => Math.floor(total / 2)), ...totals.map((total) => Math.ceil(total / 2))];
}
