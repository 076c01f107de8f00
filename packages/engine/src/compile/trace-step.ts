import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { TraceError } from '../errors.js';
import { tensorId, tensorOf } from '../native-backend.js';
import type { GraphNode } from './graph-node.js';
import { inScope } from './in-scope.js';
import { assignNode, copyNode, placeholderNode, readNode, typeOf } from './make-node.js';
import type { InputSpec, StepFunction, StepInputs, StepOutputs } from './program.js';
import { Recorder } from './recorder.js';

/** A step as a piece of graph, and what it gave when it was traced. */
export interface TracedStep {
  nodes: GraphNode[];
  /** Names of the placeholders, by input. */
  inputs: Record<string, string>;
  /** Names of the nodes to fetch, by output; fetching one runs all assignments. */
  outputs: Record<string, string>;
  /** The step's outputs on the sample, computed eagerly. */
  results: StepOutputs;
}

/**
 * Runs a step once, eagerly, on a sample and writes it down as a graph. The tf.Variables are left as the step leaves
 * them.
 *
 * @param handles node names of the variables' resource handles
 * @throws TraceError where the step does what a graph cannot
 */
export function traceStep(
  backend: NodeJSKernelBackend,
  step: StepFunction,
  handles: ReadonlyMap<tf.Variable, string>,
  sample: StepInputs,
): TracedStep {
  const recorder = new Recorder(backend, step.name, handles);
  return inScope(() => {
    const placeholders: GraphNode[] = [];
    const reads: GraphNode[] = [];
    const inputs = Object.entries(step.inputs).map(([name, spec]) => {
      const placeholder = placeholderNode(backend, `${step.name}/in/${name}`, spec);
      placeholders.push(placeholder);
      const id = backend.binding.createTensor(spec.shape, typeOf(backend, spec.dtype), sample[name]!);
      if (spec.dtype === 'float32') {
        const copy = copyNode(backend, `${step.name}/copy/${name}`, `${placeholder.name}:0`);
        placeholders.push(copy);
        recorder.define(id, `${copy.name}:0`);
      } else recorder.define(id, `${placeholder.name}:0`);
      return { name, spec, id, node: placeholder.name };
    });
    // tfjs hands numbers over late: what stood in a variable would look like a constant of the step.
    for (const variable of Object.values(tf.engine().registeredVariables)) tensorId(backend, variable);
    for (const [variable, handle] of handles) {
      const node = {
        ...readNode(backend, `${step.name}/read/${reads.length}`, handle),
        shapes: [variable.shape],
      };
      reads.push(node);
      recorder.define(tensorId(backend, variable), `${node.name}:0`);
    }
    const before = new Map([...handles.keys()].map((variable) => [variable, tensorId(backend, variable)]));
    const results = recorder.record(() =>
      step.run(
        Object.fromEntries(
          inputs.map(({ name, spec, id }) => [name, inputTensor(backend, spec, id)] as const),
        ),
      ),
    );
    const readOf = new Map([...handles.keys()].map((variable, index) => [variable, reads[index]!.name]));
    const assignments = assignmentNodes(backend, recorder, step.name, handles, before, readOf);
    addOrder(recorder, readOf);
    const done = [...assignments.map(({ name }) => name), ...new Set(recorder.updates.values())];
    const fetches = Object.entries(results).map(([name, result]) => ({
      name,
      node: fetchNode(backend, recorder, `${step.name}/out/${name}`, result, done),
      values: Float32Array.from(result.dataSync()),
    }));
    return {
      nodes: [
        ...placeholders,
        ...reads,
        ...recorder.nodes,
        ...assignments,
        ...fetches.map(({ node }) => node),
      ],
      inputs: Object.fromEntries(inputs.map(({ name, node }) => [name, node])),
      outputs: Object.fromEntries(fetches.map(({ name, node }) => [name, node.name])),
      results: Object.fromEntries(fetches.map(({ name, values }) => [name, values])),
    };
  });
}

/** The tensor that the function sees; bytes are cast inside the graph, so that only bytes cross over. */
function inputTensor(backend: NodeJSKernelBackend, spec: InputSpec, id: number): tf.Tensor {
  const { binding } = backend;
  if (spec.dtype !== 'uint8')
    return tensorOf(backend, { id, shape: spec.shape, dtype: typeOf(backend, spec.dtype) });
  const attributes = [
    { name: 'SrcT', type: binding.TF_ATTR_TYPE, value: binding.TF_UINT8 },
    { name: 'DstT', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'Truncate', type: binding.TF_ATTR_BOOL, value: false },
  ];
  const [cast] = binding.executeOp('Cast', attributes, [id], 1);
  binding.deleteTensor(id);
  return tensorOf(backend, cast!);
}

/** One assignment for each variable that the step changed by `assign`. */
function assignmentNodes(
  backend: NodeJSKernelBackend,
  recorder: Recorder,
  prefix: string,
  handles: ReadonlyMap<tf.Variable, string>,
  before: ReadonlyMap<tf.Variable, number>,
  readOf: ReadonlyMap<tf.Variable, string>,
): GraphNode[] {
  const nodes: GraphNode[] = [];
  for (const [variable, handle] of handles) {
    const id = tensorId(backend, variable);
    if (id === before.get(variable) || recorder.updates.has(variable)) continue;
    nodes.push(
      assignNode(backend, `${prefix}/assign/${nodes.length}`, handle, recorder.outputOf(id), [
        readOf.get(variable)!,
      ]),
    );
  }
  return nodes;
}

/** A variable must have been read before a kernel changes it in place. */
function addOrder(recorder: Recorder, readOf: ReadonlyMap<tf.Variable, string>): void {
  for (const node of recorder.nodes) {
    const updated = [...recorder.updates].filter(([, name]) => name === node.name);
    if (updated.length > 0) node.after = updated.map(([variable]) => readOf.get(variable)!);
  }
}

function fetchNode(
  backend: NodeJSKernelBackend,
  recorder: Recorder,
  name: string,
  result: tf.Tensor,
  after: string[],
): GraphNode {
  const { TF_ATTR_TYPE, TF_FLOAT, TF_INT32 } = backend.binding;
  if (result.dtype !== 'float32' && result.dtype !== 'int32')
    throw new TraceError(`its output "${name}" is of type ${result.dtype}`, 'return float32 or int32');
  const type = {
    name: 'T',
    type: TF_ATTR_TYPE,
    value: result.dtype === 'float32' ? TF_FLOAT : TF_INT32,
  };
  return {
    name,
    op: 'Identity',
    inputs: [recorder.outputOf(tensorId(backend, result))],
    attributes: [type],
    after,
  };
}
