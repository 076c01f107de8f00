import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { hasFusedKernels } from '../../native/fused-kernels.js';
import type { GraphNode } from '../graph-node.js';
import type { ComputePrecision } from '../program.js';
import { castToBfloat16 } from './cast-to-bfloat16.js';
import { fuseSeparableUnits } from './fuse-separable-units.js';
import { fuseStem } from './fuse-stem.js';
import { Graph } from './graph.js';

/**
 * Makes a traced step faster without changing what it computes, but for the rounding of sums and, with bfloat16, of
 * factors.
 */
export function rewriteStep(
  backend: NodeJSKernelBackend,
  nodes: readonly GraphNode[],
  precision: ComputePrecision,
): readonly GraphNode[] {
  const graph = new Graph(nodes);
  if (hasFusedKernels() && !backend.binding.isUsingGpuDevice()) {
    fuseSeparableUnits(backend, graph, precision);
    if (precision === 'float32') fuseStem(backend, graph);
  }
  if (precision === 'bfloat16') castToBfloat16(backend, graph);
  return graph.nodes;
}
