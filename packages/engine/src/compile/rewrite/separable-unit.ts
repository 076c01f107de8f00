import type { GraphNode } from '../graph-node.js';
import { attribute } from './attribute.js';
import { CHANNEL_MULTIPLE } from './channel-multiple.js';
import type { Graph } from './graph.js';

/** Batch normalization in front of a unit, in training (statistics of the batch) or inference (given ones). */
export interface UnitNormalization {
  node: GraphNode;
  training: boolean;
  gamma: string;
  beta: string;
  epsilon: number;
  /** FusedBatchNormGradV3; none in inference. */
  gradient?: GraphNode;
}

/** The nodes of a unit's gradient. */
export interface UnitGradient {
  /** The gradient by the unit's result. */
  dy: string;
  depthwise: GraphNode;
  pointwise: GraphNode;
  /** The gradient by what comes before the convolutions' activation. */
  dz: string;
  /** All nodes that take dy. */
  users: GraphNode[];
}

/**
 * [Batch normalization] → [ReLU] → depthwise 3 x 3 → pointwise 1 x 1, as one finds it in Xception (Chollet 2017) and
 * MobileNet, with its gradient where the step has one.
 */
export interface SeparableUnit {
  /** What goes in, before normalization. */
  x: string;
  normalization?: UnitNormalization;
  relu: boolean;
  depthwise: string;
  pointwise: string;
  /** The last node, Conv2D. */
  result: GraphNode;
  gradient?: UnitGradient;
}

/** All units of a step that the fused kernels can do as a whole; one whose gradient differs from the pattern is none. */
export function findSeparableUnits(graph: Graph): SeparableUnit[] {
  return graph.nodes.flatMap((node) => {
    const unit = unitThatEndsIn(graph, node);
    return unit ? [unit] : [];
  });
}

function unitThatEndsIn(graph: Graph, result: GraphNode): SeparableUnit | null {
  const [convolved, pointwise] = result.inputs;
  const depthwiseNode = graph.makerOf(convolved, 'DepthwiseConv2dNative');
  if (result.op !== 'Conv2D' || !depthwiseNode || !isPlain(result) || !isPlain(depthwiseNode)) return null;
  if (attribute(depthwiseNode, 'padding') !== 'SAME') return null;
  const [before, depthwise] = depthwiseNode.inputs;
  if (!isFilter(graph.shapeOf(depthwise), 3, 1) || !isFilter(graph.shapeOf(pointwise), 1)) return null;

  const reluNode = graph.makerOf(before, 'Relu');
  const normalized = reluNode ? reluNode.inputs[0]! : before!;
  const normalization = normalizationBefore(graph, normalized);
  const unit: SeparableUnit = {
    x: normalization ? normalization.node.inputs[0]! : normalized,
    ...(normalization ? { normalization } : {}),
    relu: reluNode !== undefined,
    depthwise: depthwise!,
    pointwise: pointwise!,
    result,
  };
  const backward = graph
    .usersOf(convolved!)
    .filter(({ op, inputs }) => op === 'Conv2DBackpropFilter' && inputs[0] === convolved);
  if (backward.length === 0) return normalization?.training ? null : unit;
  const gradient = backward.length === 1 ? gradientOf(graph, unit, backward[0]!, before!, normalized) : null;
  return gradient ? { ...unit, gradient } : null;
}

function normalizationBefore(graph: Graph, value: string): UnitNormalization | undefined {
  const training = graph.makerOf(value, 'FusedBatchNormV3');
  const isTraining = (node: GraphNode) => attribute(node, 'is_training') !== false;
  if (training && isTraining(training)) return describe(training, true);
  // tfjs-node shapes its result once more, to what it was.
  const reshape = graph.makerOf(value, 'Reshape');
  const inference = graph.makerOf(reshape?.inputs[0], 'FusedBatchNorm', 'FusedBatchNormV3');
  const same = String(graph.shapeOf(value)) === String(graph.shapeOf(reshape?.inputs[0]));
  return inference && !isTraining(inference) && same ? describe(inference, false) : undefined;
}

function describe(node: GraphNode, training: boolean): UnitNormalization {
  const [, gamma, beta] = node.inputs;
  return { node, training, gamma: gamma!, beta: beta!, epsilon: attribute(node, 'epsilon') as number };
}

/** Follows the gradient from the pointwise filter's on; sets the normalization's gradient. */
function gradientOf(
  graph: Graph,
  unit: SeparableUnit,
  pointwise: GraphNode,
  activation: string,
  normalized: string,
): UnitGradient | null {
  const dy = pointwise.inputs[2]!;
  const only = (value: string, op: string, matches: (inputs: string[]) => boolean) => {
    const found = graph.usersOf(value).filter((user) => user.op === op && matches(user.inputs));
    return found.length === 1 ? found[0] : undefined;
  };
  const byConvolved = only(dy, 'Conv2DBackpropInput', ([, filter]) => filter === unit.pointwise);
  if (!byConvolved) return null;
  const dConvolved = `${byConvolved.name}:0`;
  const depthwise = only(
    dConvolved,
    'DepthwiseConv2dNativeBackpropFilter',
    ([input]) => input === activation,
  );
  const byActivation = only(
    dConvolved,
    'DepthwiseConv2dNativeBackpropInput',
    ([, filter]) => filter === unit.depthwise,
  );
  if (!depthwise || !byActivation) return null;
  let dz = `${byActivation.name}:0`;
  if (unit.relu) {
    const byNormalized = only(dz, 'ReluGrad', ([, features]) => features === normalized);
    if (!byNormalized || graph.usersOf(dz).length !== 1) return null;
    dz = `${byNormalized.name}:0`;
  }
  if (unit.normalization) {
    if (!unit.normalization.training) return null;
    const gradient = only(dz, 'FusedBatchNormGradV3', ([d, x]) => d === dz && x === unit.x);
    if (!gradient) return null;
    unit.normalization.gradient = gradient;
  }
  return { dy, depthwise, pointwise, dz, users: [pointwise, byConvolved] };
}

/** Strides and dilations of 1. */
function isPlain(node: GraphNode): boolean {
  return ['strides', 'dilations'].every((name) =>
    [attribute(node, name)].flat().every((value) => value === 1),
  );
}

function isFilter(shape: readonly number[] | undefined, size: number, multiplier?: number): boolean {
  if (!shape || shape[0] !== size || shape[1] !== size) return false;
  const channels = multiplier === undefined ? shape.slice(2) : [shape[2]!];
  return (
    channels.every((count) => count % CHANNEL_MULTIPLE === 0) &&
    (multiplier === undefined || shape[3] === multiplier)
  );
}
