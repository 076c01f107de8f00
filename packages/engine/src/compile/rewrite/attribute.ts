import type { GraphNode } from '../graph-node.js';

/** The value of a node's attribute; undefined where it has none of that name. */
export function attribute(node: GraphNode, name: string): unknown {
  return node.attributes.find((each) => each.name === name)?.value;
}
