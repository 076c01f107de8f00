import { toJson } from '@teamnet/records';
import type { ExportedNetwork } from '../exported-network.js';
import { lowerNetwork } from '../graph/lower-network.js';
import { addOperation } from './add-operation.js';
import { TensorflowGraph } from './tensorflow-graph.js';
import { DATA_TYPE, PRODUCER, SavedModelProto, shapeMessage } from './tensorflow-schema.js';

/**
 * A network as the files of a TensorFlow SavedModel (https://www.tensorflow.org/guide/saved_model), its weights frozen
 * into the graph, tag `serve`. Signature `serving_default`: input `image`, float32 [batch, S, S, 3], raw RGB pixels
 * 0..255; outputs `logits` and `probabilities`, float32 [batch, classes]. The labels are in `assets.extra/labels.txt`,
 * and how photos become pixels in `assets.extra/input.json`.
 * @returns contents by path in the folder
 * @throws ExportLayerError for a layer that has no such form
 */
export function savedModelFiles(network: ExportedNetwork): Map<string, Uint8Array> {
  const { input, operations, logits } = lowerNetwork(network, 'SavedModel');
  const graph = new TensorflowGraph();
  graph.placeholder('image', [null, ...input.shape]);
  for (const operation of operations) addOperation(graph, operation);
  graph.node('Identity', [logits.name], 'logits');
  graph.node('Softmax', ['logits'], 'probabilities');
  const tensor = (name: string, sizes: readonly number[]) => ({
    name: `${name}:0`,
    dtype: DATA_TYPE.float,
    tensor_shape: shapeMessage([null, ...sizes]),
  });
  const signature = {
    inputs: { image: tensor('image', input.shape) },
    outputs: {
      logits: tensor('logits', logits.shape),
      probabilities: tensor('probabilities', logits.shape),
    },
    method_name: 'tensorflow/serving/predict',
  };
  const message = {
    saved_model_schema_version: 1,
    meta_graphs: [
      {
        meta_info_def: { tags: ['serve'] },
        graph_def: { node: graph.nodes, versions: { producer: PRODUCER } },
        signature_def: { serving_default: signature },
      },
    ],
  };
  const bytes = SavedModelProto.encode(SavedModelProto.fromObject(message)).finish();
  return new Map([
    ['saved_model.pb', bytes],
    ['assets.extra/input.json', Buffer.from(toJson(network.input))],
    ['assets.extra/labels.txt', Buffer.from(network.labels.map((label) => `${label}\n`).join(''))],
  ]);
}
