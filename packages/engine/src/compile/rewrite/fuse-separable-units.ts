import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { GraphNode } from '../graph-node.js';
import type { ComputePrecision } from '../program.js';
import type { Graph } from './graph.js';
import { findProjectionGradient } from './projection-gradient.js';
import { findSeparableUnits, type SeparableUnit } from './separable-unit.js';

/**
 * Puts one fused kernel in the place of each separable unit, forward and backward. The nodes of the unit stay where
 * something else uses them; TensorFlow leaves out those that nothing does.
 *
 * The statistics of a batch normalization come out of the unit before it where there is one. Where that unit's result
 * goes nowhere else, its gradient is made inside the unit's own gradient too, instead of in memory.
 *
 * @param precision of the factors of the pointwise convolutions' products
 */
export function fuseSeparableUnits(
  backend: NodeJSKernelBackend,
  graph: Graph,
  precision: ComputePrecision,
): void {
  const units = findSeparableUnits(graph);
  const make = new FusedNodes(backend, graph, precision);
  const fused = units.map((unit) => ({ unit, name: `${unit.result.name}/fused` }));
  const before = (unit: SeparableUnit) => fused.find(({ unit: { result } }) => unit.x === `${result.name}:0`);
  const statistics = new Map<SeparableUnit, [mean: string, variance: string]>();
  for (const { unit } of fused) {
    const { normalization } = unit;
    if (!normalization) continue;
    if (!normalization.training) {
      statistics.set(unit, [normalization.node.inputs[3]!, normalization.node.inputs[4]!]);
      continue;
    }
    const producer = before(unit);
    if (producer) statistics.set(unit, [`${producer.name}:1`, `${producer.name}:2`]);
    else statistics.set(unit, make.moments(`${unit.result.name}/moments`, unit.x));
  }
  const inputsOf = (unit: SeparableUnit): string[] => {
    const { normalization, depthwise, pointwise, x } = unit;
    const [mean, variance] = statistics.get(unit) ?? [depthwise, depthwise];
    // Without normalization the kernel looks at none of the four.
    const { gamma, beta } = normalization ?? { gamma: depthwise, beta: depthwise };
    return [x, mean, variance, gamma, beta, depthwise, pointwise];
  };
  const wantsMoments = (unit: SeparableUnit) =>
    fused.some((other) => other.unit.normalization?.training && before(other.unit)?.unit === unit);

  for (const { unit, name } of fused) {
    graph.add({
      name,
      op: 'TeamnetSeparable',
      inputs: inputsOf(unit),
      attributes: [...make.attributes(unit), make.flag('moments', wantsMoments(unit))],
    });
  }
  for (const { unit, name } of fused) {
    const { gradient, normalization } = unit;
    if (!gradient) continue;
    const gradientName = `${name}/gradient`;
    const next = fused.find((other) => before(other.unit)?.unit === unit);
    const following = next && goesOnlyInto(graph, unit, next.unit) ? next : undefined;
    const common = { name: gradientName, attributes: make.attributes(unit) };
    if (following) {
      const after = following.unit.normalization!;
      const [mean, variance] = statistics.get(following.unit)!;
      const afterGradient = `${following.name}/gradient`;
      graph.add({
        ...common,
        op: 'TeamnetSeparableGradOfNormalized',
        inputs: [
          `${afterGradient}:0`,
          ...inputsOf(unit),
          ...[`${name}:0`, mean, variance, after.gamma, `${afterGradient}:1`, `${afterGradient}:2`],
        ],
      });
    } else graph.add({ ...common, op: 'TeamnetSeparableGrad', inputs: [gradient.dy, ...inputsOf(unit)] });
    graph.replace(`${gradient.depthwise.name}:0`, `${gradientName}:3`);
    graph.replace(`${gradient.pointwise.name}:0`, `${gradientName}:4`);
    if (!normalization) {
      graph.replace(gradient.dz, `${gradientName}:0`);
      continue;
    }
    const [mean, variance] = statistics.get(unit)!;
    const dx = `${gradientName}/dx`;
    const inputs = [
      ...[`${gradientName}:0`, unit.x, mean, variance, normalization.gamma],
      ...[`${gradientName}:1`, `${gradientName}:2`],
    ];
    const old = normalization.gradient!.name;
    const projection = findProjectionGradient(graph, `${old}:0`, unit.x);
    if (projection) {
      graph.add({
        name: dx,
        op: 'TeamnetBatchNormAndProjectionGrad',
        attributes: [make.epsilon(normalization.epsilon), make.number('stride', projection.stride)],
        inputs: [...inputs, projection.dy, projection.filter],
      });
      graph.replace(projection.sum, `${dx}:0`);
    } else {
      graph.add({
        name: dx,
        op: 'TeamnetBatchNormGrad',
        attributes: [make.epsilon(normalization.epsilon)],
        inputs,
      });
      graph.replace(`${old}:0`, `${dx}:0`);
    }
    graph.replace(`${old}:1`, `${gradientName}:1`);
    graph.replace(`${old}:2`, `${gradientName}:2`);
  }
  for (const { unit, name } of fused) {
    const { normalization } = unit;
    if (normalization?.training) make.replaceStatistics(normalization.node, statistics.get(unit)!, unit.x);
    graph.replace(`${unit.result.name}:0`, `${name}:0`);
  }
}

/** Whether a unit's result goes into the normalization of the next one and into nothing else. */
function goesOnlyInto(graph: Graph, unit: SeparableUnit, next: SeparableUnit): boolean {
  const { normalization } = next;
  if (!normalization?.gradient || !next.gradient || !unit.gradient) return false;
  if (unit.normalization && unit.normalization.epsilon !== normalization.epsilon) return false;
  const allowed = new Set<string>([normalization.node.name, normalization.gradient.name]);
  const fusedUse = ({ op, name }: GraphNode) => op.startsWith('Teamnet') || allowed.has(name);
  const dy = `${normalization.gradient.name}:0`;
  return (
    unit.gradient.dy === dy &&
    graph.usersOf(`${unit.result.name}:0`).every(fusedUse) &&
    graph.usersOf(dy).every((user) => unit.gradient!.users.includes(user))
  );
}

/** Makes the nodes that the kernels need. */
class FusedNodes {
  constructor(
    private readonly backend: NodeJSKernelBackend,
    private readonly graph: Graph,
    private readonly precision: ComputePrecision,
  ) {}

  number(name: string, value: number): GraphNode['attributes'][number] {
    return { name, type: this.backend.binding.TF_ATTR_FLOAT, value };
  }

  epsilon(value: number): GraphNode['attributes'][number] {
    return this.number('epsilon', value);
  }

  flag(name: string, value: boolean): GraphNode['attributes'][number] {
    return { name, type: this.backend.binding.TF_ATTR_BOOL, value };
  }

  attributes({ normalization, relu }: SeparableUnit): GraphNode['attributes'] {
    return [
      this.epsilon(normalization?.epsilon ?? 0),
      this.flag('relu', relu),
      this.flag('normalize', normalization !== undefined),
      this.flag('round_to_bfloat16', this.precision === 'bfloat16'),
    ];
  }

  /** Mean and population variance of a value's channels. */
  moments(name: string, x: string): [mean: string, variance: string] {
    this.graph.add({ name, op: 'TeamnetChannelMoments', attributes: [], inputs: [x] });
    return [`${name}:0`, `${name}:1`];
  }

  /** The moving averages take the kernel's statistics; TensorFlow's variance is divided by n - 1. */
  replaceStatistics(node: GraphNode, [mean, variance]: [string, string], x: string): void {
    const { TF_ATTR_TYPE, TF_FLOAT } = this.backend.binding;
    this.graph.replace(`${node.name}:1`, mean);
    const shape = this.graph.shapeOf(x)!;
    const count = shape.slice(0, 3).reduce((product, size) => product * size, 1);
    const factor = count / Math.max(1, count - 1);
    const constant = { shape: [], dtype: TF_FLOAT, values: Float32Array.of(factor) };
    this.graph.add({ name: `${node.name}/bessel`, op: 'Const', inputs: [], attributes: [], constant });
    this.graph.add({
      name: `${node.name}/variance`,
      op: 'Mul',
      inputs: [variance, `${node.name}/bessel:0`],
      attributes: [{ name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT }],
    });
    this.graph.replace(`${node.name}:2`, `${node.name}/variance:0`);
  }
}
