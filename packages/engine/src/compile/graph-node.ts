import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';

/** A node of a TensorFlow graph, before it is written as a NodeDef. */
export interface GraphNode {
  name: string;
  op: string;
  /** As tfjs-node hands them to its binding. */
  attributes: TFEOpAttr[];
  /** `node:output`, or the name of a variable's handle. */
  inputs: string[];
  /** Nodes that must have run before this one. */
  after?: string[];
  /** Of its outputs, where they are known. */
  shapes?: number[][];
  /** The value of a `Const`. */
  constant?: { shape: number[]; dtype: number; values: Float32Array | Int32Array | Uint8Array };
}
