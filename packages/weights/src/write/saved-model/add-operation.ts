import type { Operation, Window } from '../graph/operation.js';
import type { TensorflowGraph } from './tensorflow-graph.js';
import { DATA_TYPE } from './tensorflow-schema.js';

const index = { Tidx: { type: DATA_TYPE.int32 } };

/** Adds an operation to a TensorFlow graph (https://www.tensorflow.org/api_docs/python/tf/raw_ops). */
export function addOperation(graph: TensorflowGraph, operation: Operation): void {
  const { name, inputs, output } = operation;
  const names = inputs.map((input) => input.name);
  const scalar = (part: string, value: number) => graph.floats(`${name}/${part}`, [], Float32Array.of(value));
  switch (operation.op) {
    case 'convolution':
    case 'depthwise-convolution':
    case 'dense': {
      const { kernel, bias } = operation;
      const product = bias ? `${name}/product` : name;
      const operands = [...names, graph.floats(`${name}/kernel`, kernel.shape, kernel.values)];
      if (operation.op === 'dense') graph.node('MatMul', operands, product);
      else {
        const { dilations } = operation;
        const type = operation.op === 'convolution' ? 'Conv2D' : 'DepthwiseConv2dNative';
        const attributes = { ...window(operation), dilations: { ints: [1, ...dilations, 1] } };
        graph.node(type, operands, product, attributes);
      }
      if (bias) graph.node('BiasAdd', [product, graph.floats(`${name}/bias`, bias.shape, bias.values)], name);
      return;
    }
    case 'batch-normalization': {
      const { gamma, beta, mean, variance, epsilon } = operation;
      if (output.shape.length === 3) {
        const arrays = Object.entries({ gamma, beta, mean, variance }).map(([part, values]) =>
          graph.floats(`${name}/${part}`, [values.length], values),
        );
        const attributes = {
          U: { type: DATA_TYPE.float },
          epsilon: { f: epsilon },
          is_training: { b: false },
        };
        graph.node('FusedBatchNormV3', [...names, ...arrays], name, attributes);
      } else addNormalization(graph, operation);
      return;
    }
    case 'rescale': {
      const scaled = graph.node('Mul', [...names, scalar('scale', operation.scale)], `${name}/scaled`);
      graph.node('AddV2', [scaled, scalar('offset', operation.offset)], name);
      return;
    }
    case 'clipped-relu':
      if (operation.maximum === 6) graph.node('Relu6', names, name);
      else {
        const positive = graph.node('Relu', names, `${name}/positive`);
        graph.node('Minimum', [positive, scalar('maximum', operation.maximum)], name);
      }
      return;
    case 'concatenate': {
      const axis = graph.integers(`${name}/axis`, operation.axis);
      graph.node('ConcatV2', [...names, axis], name, { N: { i: names.length }, ...index });
      return;
    }
    case 'max-pool':
    case 'average-pool': {
      const ksize = { ints: [1, ...operation.size, 1] };
      graph.node(operation.op === 'max-pool' ? 'MaxPool' : 'AvgPool', names, name, {
        ...window(operation),
        ksize,
      });
      return;
    }
    case 'global-average-pool':
    case 'global-max-pool': {
      const axes = graph.integers(`${name}/axes`, [1, 2]);
      const type = operation.op === 'global-average-pool' ? 'Mean' : 'Max';
      graph.node(type, [...names, axes], name, { ...index, keep_dims: { b: false } });
      return;
    }
    case 'reshape': {
      const shape = graph.integers(`${name}/shape`, [-1, ...output.shape]);
      graph.node('Reshape', [...names, shape], name, { Tshape: { type: DATA_TYPE.int32 } });
      return;
    }
    case 'crop': {
      const begin = graph.integers(`${name}/begin`, [0, ...operation.begin]);
      const size = graph.integers(`${name}/size`, [-1, ...output.shape]);
      graph.node('Slice', [...names, begin, size], name, { Index: { type: DATA_TYPE.int32 } });
      return;
    }
    case 'zero-pad': {
      const { rows, columns } = operation;
      const values = Int32Array.from([0, 0, ...rows, ...columns, 0, 0]);
      const paddings = graph.matrix(`${name}/paddings`, [4, 2], values);
      graph.node('Pad', [...names, paddings], name, { Tpaddings: { type: DATA_TYPE.int32 } });
      return;
    }
    default:
      graph.node(TYPES[operation.op], names, name);
  }
}

const TYPES = {
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  softmax: 'Softmax',
  softplus: 'Softplus',
  softsign: 'Softsign',
  selu: 'Selu',
  elu: 'Elu',
  add: 'AddV2',
  multiply: 'Mul',
  maximum: 'Maximum',
} as const;

function window({ strides, padding }: Window) {
  return { strides: { ints: [1, ...strides, 1] }, padding: { s: padding.toUpperCase() } };
}

/** The fused operation takes images only. */
function addNormalization(
  graph: TensorflowGraph,
  { name, inputs, ...arrays }: Operation & { op: 'batch-normalization' },
): void {
  const { gamma, beta, mean, variance, epsilon } = arrays;
  const factor = gamma.map((value, channel) => value / Math.sqrt(variance[channel]! + epsilon));
  const summand = beta.map((value, channel) => value - mean[channel]! * factor[channel]!);
  const size = [factor.length];
  const scaled = graph.node(
    'Mul',
    [inputs[0]!.name, graph.floats(`${name}/factor`, size, factor)],
    `${name}/scaled`,
  );
  graph.node('AddV2', [scaled, graph.floats(`${name}/summand`, size, summand)], name);
}
