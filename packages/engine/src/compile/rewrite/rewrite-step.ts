import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { hasFusedKernels } from '../../native/fused-kernels.js';
import type { GraphNode } from '../graph-node.js';
import { fuseSeparableUnits } from './fuse-separable-units.js';
import { Graph } from './graph.js';

/** Makes a traced step faster without changing what it computes, but for the rounding of sums. */
export function rewriteStep(backend: NodeJSKernelBackend, nodes: readonly GraphNode[]): readonly GraphNode[] {
  if (!hasFusedKernels() || backend.binding.isUsingGpuDevice()) return nodes;
  const graph = new Graph(nodes);
  fuseSeparableUnits(backend, graph);
  return graph.nodes;
}
