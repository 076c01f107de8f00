import { ATTRIBUTE, TYPE } from './onnx-schema.js';

/** An attribute of a node: a whole number, whole numbers, or a number with a fraction. */
export type OnnxAttribute = { int: number } | { ints: readonly number[] } | { float: number };

/** Collects the nodes and the arrays of an ONNX graph, as plain messages. */
export class OnnxGraph {
  readonly nodes: object[] = [];
  readonly initializers: object[] = [];

  /**
   * Adds a node with one output.
   * @returns the output's name, which is the node's as well
   */
  node(
    type: string,
    inputs: readonly string[],
    name: string,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): string {
    const attribute = Object.entries(attributes).map(([key, value]) => ({ name: key, ...message(value) }));
    this.nodes.push({ input: inputs, output: [name], name, op_type: type, attribute });
    return name;
  }

  /** Adds an array of float32. */
  floats(name: string, dims: readonly number[], values: Float32Array): string {
    const raw_data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.initializers.push({ name, dims, data_type: TYPE.float, raw_data });
    return name;
  }

  /** Adds a list of int64. */
  integers(name: string, values: readonly number[]): string {
    const array = BigInt64Array.from(values, BigInt);
    const raw_data = new Uint8Array(array.buffer);
    this.initializers.push({ name, dims: [values.length], data_type: TYPE.int64, raw_data });
    return name;
  }
}

function message(value: OnnxAttribute): object {
  if ('int' in value) return { type: ATTRIBUTE.int, i: value.int };
  if ('ints' in value) return { type: ATTRIBUTE.ints, ints: value.ints };
  return { type: ATTRIBUTE.float, f: value.float };
}
