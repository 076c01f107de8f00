import type { ExportedNetwork } from '../exported-network.js';
import { lowerNetwork } from '../graph/lower-network.js';
import { addOperation, toChannelsFirst } from './add-operation.js';
import { OnnxGraph } from './onnx-graph.js';
import { ModelProto, TYPE } from './onnx-schema.js';

/** ONNX 1.12 and later read these. */
const IR_VERSION = 8;
const OPSET = 17;

/**
 * A network as a `.onnx` file (https://onnx.ai). Input `image`: float32 [batch, S, S, 3], raw RGB pixels 0..255. Outputs
 * `logits` and `probabilities`, float32 [batch, classes]; the labels are in the metadata, one a line, and under `input`
 * how photos become pixels.
 * @throws ExportLayerError for a layer that ONNX has no operator for
 */
export function onnxFile(network: ExportedNetwork): Uint8Array {
  const { input, operations, logits } = lowerNetwork(network, 'ONNX');
  const graph = new OnnxGraph();
  const first = toChannelsFirst(graph, 'image', 'image/channels-first');
  for (const operation of operations)
    addOperation(graph, {
      ...operation,
      inputs: operation.inputs.map((value) => (value === input ? { ...value, name: first } : value)),
    });
  graph.node('Identity', [logits.name], 'logits');
  graph.node('Softmax', ['logits'], 'probabilities', { axis: { int: -1 } });
  const { labels, source, input: rule } = network;
  const metadata = { source, labels: labels.join('\n'), input: JSON.stringify(rule) };
  const model = {
    ir_version: IR_VERSION,
    producer_name: 'Teamnet',
    opset_import: [{ domain: '', version: OPSET }],
    metadata_props: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: network.name,
      node: graph.nodes,
      initializer: graph.initializers,
      input: [valueInfo('image', input.shape, 'raw RGB pixels 0..255')],
      output: ['logits', 'probabilities'].map((name) => valueInfo(name, logits.shape, `one a label`)),
    },
  };
  return ModelProto.encode(ModelProto.fromObject(model)).finish();
}

function valueInfo(name: string, shape: readonly number[], doc_string: string): object {
  const dim = [{ dim_param: 'batch' }, ...shape.map((size) => ({ dim_value: size }))];
  return { name, doc_string, type: { tensor_type: { elem_type: TYPE.float, shape: { dim } } } };
}
