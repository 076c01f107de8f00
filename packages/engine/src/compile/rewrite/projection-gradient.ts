import { attribute } from './attribute.js';
import { CHANNEL_MULTIPLE } from './channel-multiple.js';
import type { Graph } from './graph.js';

/** The gradient of a shortcut's 1 x 1 convolution with strides (He et al. 2016), which is added to another gradient. */
export interface ProjectionGradient {
  /** The sum of both gradients. */
  sum: string;
  /** The gradient by the convolution's result. */
  dy: string;
  filter: string;
  stride: number;
}

/**
 * The projection over `x` whose gradient is added to `gradient`, where that is used for nothing else.
 */
export function findProjectionGradient(graph: Graph, gradient: string, x: string): ProjectionGradient | null {
  const [sum, ...others] = graph.usersOf(gradient);
  if (!sum || others.length > 0 || !['Add', 'AddV2', 'AddN'].includes(sum.op) || sum.inputs.length !== 2)
    return null;
  const back = graph.makerOf(
    sum.inputs.find((input) => input !== gradient),
    'Conv2DBackpropInput',
  );
  if (!back || graph.usersOf(`${back.name}:0`).length !== 1) return null;
  const [, filter, dy] = back.inputs;
  const [one, height, width, channels] = [attribute(back, 'strides')].flat() as number[];
  const shape = graph.shapeOf(filter);
  const isProjection =
    shape?.[0] === 1 && shape[1] === 1 && shape.slice(2).every((n) => n % CHANNEL_MULTIPLE === 0);
  const samePixels = String(graph.shapeOf(x)) === String(graph.shapeOf(`${back.name}:0`));
  if (!isProjection || !samePixels || one !== 1 || channels !== 1 || height !== width) return null;
  return { sum: `${sum.name}:0`, dy: dy!, filter: filter!, stride: height! };
}
