import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { GraphNode } from '../graph-node.js';
import { attribute } from './attribute.js';
import { CHANNEL_MULTIPLE } from './channel-multiple.js';
import type { Graph } from './graph.js';

/** TensorFlow's kernels are made for many channels; images come with 3. */
const FEW_CHANNELS = 4;

/**
 * Puts a kernel for few channels in the place of a network's first convolution and of its filter's gradient.
 */
export function fuseStem(backend: NodeJSKernelBackend, graph: Graph): void {
  const { TF_ATTR_FLOAT, TF_ATTR_BOOL } = backend.binding;
  const put = (node: GraphNode, op: string, inputs: string[]) => {
    const name = `${node.name}/fused`;
    const [, stride] = attribute(node, 'strides') as [number, number];
    graph.add({
      name,
      op,
      inputs,
      attributes: [
        { name: 'stride', type: TF_ATTR_FLOAT, value: stride },
        { name: 'same', type: TF_ATTR_BOOL, value: attribute(node, 'padding') === 'SAME' },
      ],
    });
    graph.replace(`${node.name}:0`, `${name}:0`);
  };
  for (const node of graph.nodes.filter(({ op }) => op === 'Conv2D')) {
    const [x, filter] = node.inputs as [string, string];
    const shape = graph.shapeOf(filter);
    if (!isStem(node, shape)) continue;
    for (const user of graph.usersOf(x))
      if (
        user.op === 'Conv2DBackpropFilter' &&
        user.inputs[0] === x &&
        isStem(user, graph.shapeOf(`${user.name}:0`)) &&
        String(graph.shapeOf(`${user.name}:0`)) === String(shape)
      )
        put(user, 'TeamnetStemFilterGrad', [x, filter, user.inputs[2]!]);
    put(node, 'TeamnetStem', [x, filter]);
  }
}

function isStem(node: GraphNode, filter: readonly number[] | undefined): boolean {
  if (!filter) return false;
  const [height, width, channels, out] = filter as [number, number, number, number];
  const [, strideY, strideX] = attribute(node, 'strides') as number[];
  const dilations = attribute(node, 'dilations') as number[] | undefined;
  return (
    height === width &&
    channels <= FEW_CHANNELS &&
    out % CHANNEL_MULTIPLE === 0 &&
    strideY === strideX &&
    (dilations ?? []).every((dilation) => dilation === 1) &&
    ['SAME', 'VALID'].includes(attribute(node, 'padding') as string)
  );
}
