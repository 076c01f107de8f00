import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { GraphNode } from '../graph-node.js';
import type { Graph } from './graph.js';

/** TensorFlow's number of bfloat16 (tensorflow/core/framework/types.proto), which tfjs-node does not name. */
const DT_BFLOAT16 = 14;

/** For each operation, which of its inputs are numbers to multiply; the others are shapes. */
const multiplied: Record<string, number[]> = {
  Conv2D: [0, 1],
  Conv2DBackpropInput: [1, 2],
  Conv2DBackpropFilter: [0, 2],
  DepthwiseConv2dNative: [0, 1],
  DepthwiseConv2dNativeBackpropInput: [1, 2],
  DepthwiseConv2dNativeBackpropFilter: [0, 2],
  MatMul: [0, 1],
  BatchMatMul: [0, 1],
  BatchMatMulV2: [0, 1],
};

/**
 * Lets convolutions and matrix products multiply bfloat16 numbers, as Keras' `mixed_bfloat16` does
 * (https://keras.io/api/mixed_precision): what goes in is rounded, what comes out is float32 again, and so are weights,
 * normalization, loss and optimizer.
 */
export function castToBfloat16(backend: NodeJSKernelBackend, graph: Graph): void {
  const { TF_FLOAT, TF_ATTR_TYPE, TF_ATTR_BOOL } = backend.binding;
  const rounded = new Map<string, string>();
  const cast = (name: string, value: string, from: number, to: number): string => {
    const type = (key: string, dtype: number): TFEOpAttr => ({ name: key, type: TF_ATTR_TYPE, value: dtype });
    graph.add({
      name,
      op: 'Cast',
      inputs: [value],
      attributes: [
        type('SrcT', from),
        type('DstT', to),
        { name: 'Truncate', type: TF_ATTR_BOOL, value: false },
      ],
    });
    return `${name}:0`;
  };
  const round = (value: string): string => {
    const name = `${value.replace(':', '_')}/bfloat16`;
    if (!rounded.has(value)) rounded.set(value, cast(name, value, TF_FLOAT, DT_BFLOAT16));
    return rounded.get(value)!;
  };
  const isFloat = ({ attributes }: GraphNode) =>
    attributes.some(({ name, value }) => name === 'T' && value === TF_FLOAT);
  for (const node of graph.nodes.filter((each) => multiplied[each.op] && isFloat(each))) {
    const indices = multiplied[node.op]!;
    const low: GraphNode = {
      ...node,
      name: `${node.name}/low`,
      inputs: node.inputs.map((input, index) => (indices.includes(index) ? round(input) : input)),
      attributes: node.attributes.map((each) => (each.name === 'T' ? { ...each, value: DT_BFLOAT16 } : each)),
    };
    graph.add(low);
    graph.replace(`${node.name}:0`, cast(`${node.name}/float32`, `${low.name}:0`, DT_BFLOAT16, TF_FLOAT));
  }
}
