import type { GraphNode } from '../graph-node.js';

/** A step's nodes with their connections, to be rewritten. Values are named `node:output`. */
export class Graph {
  readonly #nodes: GraphNode[];
  readonly #byName: Map<string, GraphNode>;
  readonly #users = new Map<string, GraphNode[]>();

  constructor(nodes: readonly GraphNode[]) {
    this.#nodes = [...nodes];
    this.#byName = new Map(nodes.map((node) => [node.name, node]));
    for (const node of nodes)
      for (const input of new Set(node.inputs)) this.#users.set(input, [...this.usersOf(input), node]);
  }

  get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  /** The node that makes a value. */
  maker(value: string | undefined): GraphNode | undefined {
    return value === undefined ? undefined : this.#byName.get(value.slice(0, value.lastIndexOf(':')));
  }

  /** The node that makes a value as its first output, where it is of one of these kinds. */
  makerOf(value: string | undefined, ...kinds: string[]): GraphNode | undefined {
    const node = this.maker(value);
    return node && value!.endsWith(':0') && kinds.includes(node.op) ? node : undefined;
  }

  usersOf(value: string): readonly GraphNode[] {
    return this.#users.get(value) ?? [];
  }

  shapeOf(value: string | undefined): readonly number[] | undefined {
    return this.maker(value)?.shapes?.[Number(value!.slice(value!.lastIndexOf(':') + 1))];
  }

  add(node: GraphNode): void {
    this.#nodes.push(node);
    this.#byName.set(node.name, node);
    for (const input of new Set(node.inputs)) this.#users.set(input, [...this.usersOf(input), node]);
  }

  /** All users of a value take another one instead, but for `except`. */
  replace(value: string, by: string, except: readonly GraphNode[] = []): void {
    const users = this.usersOf(value).filter((user) => !except.includes(user));
    for (const user of users) user.inputs = user.inputs.map((input) => (input === value ? by : input));
    this.#users.set(value, [...except.filter((user) => this.usersOf(value).includes(user))]);
    this.#users.set(by, [...new Set([...this.usersOf(by), ...users])]);
  }
}
