import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { GraphNode } from './graph-node.js';

/** The generated protobuf classes of tfjs-node (google-protobuf); each setter returns nothing that is used here. */
interface Message {
  [setter: string]: (...values: unknown[]) => unknown;
}
type Messages = Record<string, (new () => Message) & Record<string, new () => Message>>;

const messages = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu/dist/proto/api_pb') as Messages;

/** GraphDef version of TensorFlow 2.21 (tensorflow/core/public/version.h). */
const PRODUCER = 2000;

/**
 * Writes a graph as a SavedModel (`saved_model.pb`, tag `serve`, no variables on disk), the form that the binding
 * loads.
 *
 * @param folder made if it is not there
 * @throws the file system's error
 */
export function writeSavedModel(folder: string, nodes: readonly GraphNode[], binding: TFJSBinding): void {
  const graph = make('GraphDef');
  graph.setNodeList!(nodes.map((node) => nodeDef(node, binding)));
  const versions = make('VersionDef');
  versions.setProducer!(PRODUCER);
  graph.setVersions!(versions);

  const info = new messages.MetaGraphDef!.MetaInfoDef!();
  info.addTags!('serve');
  const metaGraph = make('MetaGraphDef');
  metaGraph.setMetaInfoDef!(info);
  metaGraph.setGraphDef!(graph);
  const model = make('SavedModel');
  model.setSavedModelSchemaVersion!(1);
  model.addMetaGraphs!(metaGraph);

  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'saved_model.pb'), model.serializeBinary!() as Uint8Array);
}

function make(name: string): Message {
  return new messages[name]!();
}

function nodeDef(node: GraphNode, binding: TFJSBinding): Message {
  const def = make('NodeDef');
  def.setName!(node.name);
  def.setOp!(node.op);
  def.setInputList!([...node.inputs, ...(node.after ?? []).map((name) => `^${name}`)]);
  const attributes = def.getAttrMap!() as unknown as Map<string, Message>;
  for (const { name, type, value } of node.attributes) attributes.set(name, attribute(type, value, binding));
  if (node.constant) {
    attributes.set('dtype', attribute(binding.TF_ATTR_TYPE, node.constant.dtype, binding));
    const value = make('AttrValue');
    value.setTensor!(tensor(node.constant));
    attributes.set('value', value);
  }
  return def;
}

function attribute(type: number, value: unknown, binding: TFJSBinding): Message {
  const message = make('AttrValue');
  const { TF_ATTR_STRING, TF_ATTR_INT, TF_ATTR_FLOAT, TF_ATTR_BOOL, TF_ATTR_TYPE, TF_ATTR_SHAPE } = binding;
  const setters = new Map<number, [one: string, many: string]>([
    [TF_ATTR_STRING, ['setS', 'setSList']],
    [TF_ATTR_INT, ['setI', 'setIList']],
    [TF_ATTR_FLOAT, ['setF', 'setFList']],
    [TF_ATTR_BOOL, ['setB', 'setBList']],
    [TF_ATTR_TYPE, ['setType', 'setTypeList']],
  ]);
  if (type === TF_ATTR_SHAPE) {
    message.setShape!(shape(value as number[]));
    return message;
  }
  const pair = setters.get(type);
  if (!pair) throw new TypeError(`No attribute of a graph has the type ${type}.`);
  const encode = (one: unknown) =>
    type === TF_ATTR_STRING ? Buffer.from(one as string).toString('base64') : one;
  if (Array.isArray(value)) {
    const list = new messages.AttrValue!.ListValue!();
    list[pair[1]]!(value.map(encode));
    message.setList!(list);
  } else message[pair[0]]!(encode(value));
  return message;
}

function tensor({ shape: dimensions, dtype, values }: NonNullable<GraphNode['constant']>): Message {
  const message = make('Tensor');
  message.setDtype!(dtype);
  message.setTensorShape!(shape(dimensions));
  message.setTensorContent!(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return message;
}

function shape(dimensions: readonly number[]): Message {
  const message = make('TensorShape');
  message.setDimList!(
    dimensions.map((size) => {
      const dimension = new messages.TensorShape!.Dim!();
      dimension.setSize!(size);
      return dimension;
    }),
  );
  return message;
}
