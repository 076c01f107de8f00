import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TensorMetadata, TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { TraceError } from '../errors.js';
import { tensorId } from '../native-backend.js';
import type { GraphNode } from './graph-node.js';
import { inferredAttributes } from './inferred-attributes.js';
import { refuseOperation } from './refuse-operation.js';
import { overlay } from './traced-calls.js';
import { withoutRandomNumbers } from './without-random-numbers.js';

let current: Recorder | null = null;

/** The recorder of the step that is being traced, null outside a trace. */
export function currentRecorder(): Recorder | null {
  return current;
}

/**
 * Writes down the TensorFlow operations that run while it stands in the place of the backend's binding. They run for
 * real as well, so that every shape is known and the result is there to check the compiled step against.
 */
export class Recorder {
  readonly nodes: GraphNode[] = [];
  /** For each variable that a kernel updates in place: the name of that node. */
  readonly updates = new Map<tf.Variable, string>();
  /** The binding counts its ids up and uses none again, so that an id stands for one tensor also when that has gone. */
  readonly #outputs = new Map<number, string>();
  readonly #binding: TFJSBinding;

  /** @param prefix goes before each node's name, as a scope in TensorFlow */
  constructor(
    readonly backend: NodeJSKernelBackend,
    readonly prefix: string,
    /** Where the variables of the program live in the graph. */
    readonly handles: ReadonlyMap<tf.Variable, string>,
  ) {
    this.#binding = backend.binding;
  }

  /** Says that a tensor stands for an output of a node that others add to the graph: an input, a variable. */
  define(id: number, output: string): void {
    this.#outputs.set(id, output);
  }

  /** Runs `step` with this recorder in the place of the binding. */
  record<T>(step: () => T): T {
    const outer = current;
    try {
      current = this;
      this.backend.binding = this.#standIn();
      return withoutRandomNumbers(step);
    } finally {
      this.backend.binding = this.#binding;
      current = outer;
    }
  }

  /**
   * Records a kernel that updates variables in place; in the trace `compose` does the same to the tf.Variables.
   *
   * @param variables become the first inputs, as handles
   * @param inputs follow them
   */
  recordUpdate(
    op: string,
    attributes: TFEOpAttr[],
    variables: tf.Variable[],
    inputs: tf.Tensor[],
    compose: () => void,
  ): void {
    const handles = variables.map((variable) => {
      const handle = this.handles.get(variable);
      if (!handle) throw new TraceError(`it updates "${variable.name}", which is not one of its variables`);
      return handle;
    });
    const name = this.#add(op, attributes, [
      ...handles,
      ...inputs.map((input) => this.outputOf(tensorId(this.backend, input))),
    ]);
    this.#unrecorded(compose);
    for (const variable of variables) this.updates.set(variable, name);
  }

  /** The node output that a tensor stands for; a tensor from outside the step is baked in as a constant. */
  outputOf(id: number): string {
    const known = this.#outputs.get(id);
    if (known) return known;
    const variable = Object.values(tf.engine().registeredVariables).find(
      (candidate) => tensorId(this.backend, candidate) === id,
    );
    if (variable && !this.handles.has(variable))
      throw new TraceError(`it uses "${variable.name}", which is not one of its variables`);
    throw new TraceError(
      'it uses a tensor that was made outside of it',
      'make it inside, or hand it in as an input',
    );
  }

  #unrecorded(work: () => void): void {
    const standIn = this.backend.binding;
    this.backend.binding = this.#binding;
    current = null;
    try {
      work();
    } finally {
      current = this;
      this.backend.binding = standIn;
    }
  }

  #standIn(): TFJSBinding {
    return overlay(this.#binding, {
      executeOp: (op, attributes, inputIds, outputs) => this.#execute(op, attributes, inputIds, outputs),
      createTensor: (shape, dtype, values) => {
        const id = this.#binding.createTensor(shape, dtype, values);
        const name = this.#add('Const', [], [], { shape: [...shape], dtype, values: copyOf(values) });
        this.define(id, `${name}:0`);
        return id;
      },
      tensorDataSync: (id) => {
        const output = this.#outputs.get(id);
        if (this.nodes.some(({ name, op }) => op !== 'Const' && output?.startsWith(`${name}:`)))
          throw new TraceError('it reads numbers of a tensor in JavaScript', 'compute with tensors alone');
        return this.#binding.tensorDataSync(id);
      },
    });
  }

  #execute(op: string, attributes: TFEOpAttr[], inputIds: number[], outputs: number): TensorMetadata[] {
    refuseOperation(op);
    const inputs = inputIds.map((id) => this.outputOf(id));
    const results = this.#binding.executeOp(op, attributes, inputIds, outputs);
    const inferred = inferredAttributes(op, results[0]!, this.#binding);
    const name = this.#add(op, [...attributes, ...inferred], inputs);
    this.nodes.at(-1)!.shapes = results.map(({ shape }) => shape);
    for (const [index, { id }] of results.entries()) this.define(id, `${name}:${index}`);
    return results;
  }

  #add(op: string, attributes: TFEOpAttr[], inputs: string[], constant?: GraphNode['constant']): string {
    const name = `${this.prefix}/${op}_${this.nodes.length}`;
    this.nodes.push({ name, op, attributes, inputs, ...(constant ? { constant } : {}) });
    return name;
  }
}

function copyOf(values: tf.backend_util.BackendValues): Float32Array | Int32Array | Uint8Array {
  if (values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array)
    return values.slice();
  throw new TraceError('it makes a tensor of strings');
}
