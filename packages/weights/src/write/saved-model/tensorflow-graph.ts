import { DATA_TYPE, shapeMessage } from './tensorflow-schema.js';

/** A value of a node's attribute. */
export type NodeAttribute =
  | { type: number }
  | { b: boolean }
  | { f: number }
  | { i: number }
  | { s: string }
  | { ints: readonly number[] };

const T = { T: { type: DATA_TYPE.float } };

/** Collects the nodes of a TensorFlow graph of float32 tensors, as plain messages. */
export class TensorflowGraph {
  readonly nodes: object[] = [];

  /**
   * Adds a node whose tensors are float32.
   * @returns its name
   */
  node(
    op: string,
    inputs: readonly string[],
    name: string,
    attributes: Readonly<Record<string, NodeAttribute>> = {},
  ): string {
    const attr = Object.entries({ ...T, ...attributes }).map(([key, value]) => [key, message(value)]);
    this.nodes.push({ name, op, input: inputs, attr: Object.fromEntries(attr) });
    return name;
  }

  placeholder(name: string, sizes: readonly (number | null)[]): string {
    const attr = { dtype: { type: DATA_TYPE.float }, shape: { shape: shapeMessage(sizes) } };
    this.nodes.push({ name, op: 'Placeholder', input: [], attr });
    return name;
  }

  /** An array of float32 as a constant. */
  floats(name: string, sizes: readonly number[], values: Float32Array): string {
    return this.constant(name, sizes, DATA_TYPE.float, values);
  }

  /** Numbers of int32 as a constant; a single one is a scalar. */
  integers(name: string, values: number | readonly number[]): string {
    const list = typeof values === 'number' ? [values] : values;
    const sizes = typeof values === 'number' ? [] : [values.length];
    return this.constant(name, sizes, DATA_TYPE.int32, Int32Array.from(list));
  }

  /** An array of int32 as a constant. */
  matrix(name: string, sizes: readonly number[], values: Int32Array): string {
    return this.constant(name, sizes, DATA_TYPE.int32, values);
  }

  private constant(
    name: string,
    sizes: readonly number[],
    dtype: number,
    values: Float32Array | Int32Array,
  ): string {
    const tensor_content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const tensor = { dtype, tensor_shape: shapeMessage(sizes), tensor_content };
    this.nodes.push({ name, op: 'Const', input: [], attr: { dtype: { type: dtype }, value: { tensor } } });
    return name;
  }
}

function message(value: NodeAttribute): object {
  if ('ints' in value) return { list: { i: value.ints } };
  if ('s' in value) return { s: Buffer.from(value.s) };
  return value;
}
