import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { StepRunError } from '../errors.js';
import { checkInputs } from './check-inputs.js';
import { assignAll, readVariables } from './eager-program.js';
import type { GraphNode } from './graph-node.js';
import { assignNode, copyNode, placeholderNode, readNode, typeOf } from './make-node.js';
import type {
  ComputePrecision,
  InputSpec,
  Program,
  StepFunction,
  StepInputs,
  StepOutputs,
} from './program.js';
import { rewriteStep } from './rewrite/rewrite-step.js';
import { type SmallTraces, traceByFew } from './trace-by-few.js';
import type { CheckedTrace } from './trace-over.js';
import type { TracedStep } from './trace-step.js';
import { traceWhole } from './trace-whole.js';
import { writeSavedModel } from './write-saved-model.js';

/** A compiled program, and what its graph must give. */
export interface Compiled {
  program: Program;
  checks: Check[];
}

/** One function of the graph, and what it gave and left in the variables when it was traced. */
export interface Check {
  name: string;
  /** Runs it in the session on what it was traced with. */
  run(): StepOutputs;
  results: StepOutputs;
  variables: Float32Array[];
}

/**
 * Traces each function, writes all of them as one graph with the variables in it, and loads it as a session. The
 * tf.Variables are left as they were.
 *
 * @throws TraceError where a function cannot be traced; an Error where TensorFlow refuses the graph
 */
export function compileProgram(
  backend: NodeJSKernelBackend,
  variables: readonly tf.Variable[],
  functions: readonly StepFunction[],
  precision: ComputePrecision,
): Compiled {
  const initial = readVariables(variables);
  const handles = new Map(variables.map((variable, index) => [variable, `variable/${index}`]));
  const traced = new Map<string, TracedStep>();
  const checked = new Set<CheckedTrace>();
  const small = new Map<string, SmallTraces | undefined>();
  for (const step of functions) {
    const byFew = traceByFew(backend, step, handles, initial, small);
    const check = byFew?.check ?? traceWhole(backend, step, handles, initial);
    traced.set(step.name, byFew?.trace ?? check.trace);
    checked.add(check);
  }
  const traces = new Set([...traced.values(), ...[...checked].map(({ trace }) => trace)]);
  const state = stateNodes(backend, variables, handles);
  const session = loadGraph(backend, [
    ...state.nodes,
    ...[...traces].flatMap(({ nodes }) => rewriteStep(backend, nodes, precision)),
  ]);
  let disposed = false;
  const run = (inputs: SessionInput[], outputs: string[]) => runSession(backend, session, inputs, outputs);
  const runTrace = (step: StepFunction, trace: TracedStep, inputs: StepInputs): StepOutputs => {
    const given = Object.entries(step.inputs).map(
      ([input, spec]) => [trace.inputs[input]!, spec, inputs[input]!] as const,
    );
    const values = explained(step.name, () => run(given, Object.values(trace.outputs)));
    return Object.fromEntries(Object.keys(trace.outputs).map((output, index) => [output, values[index]!]));
  };
  const specs = variables.map((variable): InputSpec => ({ shape: variable.shape, dtype: 'float32' }));
  const program: Program = {
    mode: 'compiled',
    precision,
    compileSeconds: 0,
    run(name, inputs) {
      const step = checkInputs(functions, name, inputs);
      if (disposed) throw new StepRunError(name, 'its program has been disposed of');
      return runTrace(step, traced.get(name)!, inputs);
    },
    readVariables: () => run([], state.reads),
    writeVariables(values) {
      run(
        values.map((value, index) => [state.placeholders[index]!, specs[index]!, value]),
        [state.written],
      );
    },
    syncVariables: () => assignAll(variables, run([], state.reads)),
    dispose() {
      if (!disposed) backend.binding.deleteSavedModel(session);
      disposed = true;
    },
  };
  program.writeVariables(initial);
  const checks = [...checked].map(({ step, sample, trace, variables }): Check => {
    return { name: step.name, run: () => runTrace(step, trace, sample), results: trace.results, variables };
  });
  return { program, checks };
}

/** The variables' handles, and the functions that set and read all of them. */
function stateNodes(
  backend: NodeJSKernelBackend,
  variables: readonly tf.Variable[],
  handles: ReadonlyMap<tf.Variable, string>,
): { nodes: GraphNode[]; placeholders: string[]; reads: string[]; written: string } {
  const { TF_ATTR_TYPE, TF_ATTR_SHAPE, TF_ATTR_STRING, TF_FLOAT } = backend.binding;
  const nodes: GraphNode[] = [];
  const placeholders: string[] = [];
  const reads: string[] = [];
  const assignments: string[] = [];
  for (const [index, variable] of variables.entries()) {
    const handle = handles.get(variable)!;
    const placeholder = placeholderNode(backend, `write/in/${index}`, {
      shape: variable.shape,
      dtype: 'float32',
    });
    const copy = copyNode(backend, `write/copy/${index}`, `${placeholder.name}:0`);
    const assign = assignNode(backend, `write/assign/${index}`, handle, `${copy.name}:0`);
    const read = readNode(backend, `read/${index}`, handle);
    nodes.push(
      {
        name: handle,
        op: 'VarHandleOp',
        inputs: [],
        attributes: [
          { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT },
          { name: 'shape', type: TF_ATTR_SHAPE, value: variable.shape },
          { name: 'shared_name', type: TF_ATTR_STRING, value: handle },
        ],
      },
      placeholder,
      copy,
      assign,
      read,
    );
    placeholders.push(placeholder.name);
    assignments.push(assign.name);
    reads.push(read.name);
  }
  const written = 'write/done';
  nodes.push({
    name: written,
    op: 'Const',
    inputs: [],
    attributes: [],
    after: assignments,
    constant: { shape: [], dtype: TF_FLOAT, values: new Float32Array(1) },
  });
  return { nodes, placeholders, reads, written };
}

function explained<T>(step: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const { message } = error as Error;
    const prefix = 'Session fail to run with error: ';
    if (!message.startsWith(prefix)) throw error;
    throw new StepRunError(step, message.slice(prefix.length).replace(/\s+/g, ' ').slice(0, 300), error);
  }
}

function loadGraph(backend: NodeJSKernelBackend, nodes: readonly GraphNode[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-graph-'));
  try {
    writeSavedModel(folder, nodes, backend.binding);
    return backend.binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Name of a placeholder, and what to put there. */
type SessionInput = readonly [string, InputSpec, Uint8Array | Int32Array | Float32Array];

function runSession(
  backend: NodeJSKernelBackend,
  session: number,
  inputs: SessionInput[],
  outputs: string[],
): Float32Array[] {
  if (outputs.length === 0) return [];
  const { binding } = backend;
  const ids = inputs.map(([, { shape, dtype }, values]) =>
    binding.createTensor(shape, typeOf(backend, dtype), values),
  );
  try {
    const names = inputs.map(([name]) => `${name}:0`).join(',');
    const results = binding.runSavedModel(session, ids, names, outputs.map((name) => `${name}:0`).join(','));
    return results.map(({ id }) => {
      const values = binding.tensorDataSync(id);
      binding.deleteTensor(id);
      return values instanceof Float32Array ? values : Float32Array.from(values);
    });
  } finally {
    for (const id of ids) binding.deleteTensor(id);
  }
}
