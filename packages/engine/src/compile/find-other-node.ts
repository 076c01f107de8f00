import { isDeepStrictEqual } from 'node:util';
import type { GraphNode } from './graph-node.js';

/**
 * Compares two traces of one step, node by node.
 * @returns null when they are the same graph with the same constants, else the first difference in a few words
 */
export function findOtherNode(first: readonly GraphNode[], second: readonly GraphNode[]): string | null {
  for (const [index, node] of first.entries()) {
    const other = second[index];
    if (isDeepStrictEqual(node, other)) continue;
    if (!node.constant || !other?.constant) return `an attribute or input of ${node.name}`;
    const reader = first.find(({ inputs }) => inputs.includes(`${node.name}:0`));
    return `a constant of shape [${node.constant.shape.join(', ')}]${reader ? ` in ${reader.op}` : ''}: ${sample(node.constant.values)} and then ${sample(other.constant.values)}`;
  }
  return first.length === second.length ? null : 'their number';
}

/** The first few. */
function sample(values: Float32Array | Int32Array | Uint8Array): string {
  const shown = Array.from(values.subarray(0, 3), (value) => Number(value.toPrecision(4)));
  return shown.join(', ') + (values.length > shown.length ? ', …' : '');
}
