import protobuf from 'protobufjs';

/**
 * tensorflow/core/protobuf/{saved_model,meta_graph}.proto and tensorflow/core/framework/{graph,node_def,attr_value,tensor,
 * tensor_shape,versions}.proto, as far as a frozen network needs them; field numbers are the format.
 */
const { root } = protobuf.parse(
  `
  syntax = "proto3";
  message Dim { int64 size = 1; }
  message TensorShapeProto { repeated Dim dim = 2; }
  message TensorProto { int32 dtype = 1; TensorShapeProto tensor_shape = 2; bytes tensor_content = 4; }
  message ListValue { repeated bytes s = 2; repeated int64 i = 3; }
  message AttrValue {
    oneof value {
      ListValue list = 1; bytes s = 2; int64 i = 3; float f = 4; bool b = 5; int32 type = 6;
      TensorShapeProto shape = 7; TensorProto tensor = 8;
    }
  }
  message NodeDef { string name = 1; string op = 2; repeated string input = 3; map<string, AttrValue> attr = 5; }
  message VersionDef { int32 producer = 1; int32 min_consumer = 2; }
  message GraphDef { repeated NodeDef node = 1; VersionDef versions = 4; }
  message TensorInfo { string name = 1; int32 dtype = 2; TensorShapeProto tensor_shape = 3; }
  message SignatureDef {
    map<string, TensorInfo> inputs = 1; map<string, TensorInfo> outputs = 2; string method_name = 3;
  }
  message MetaInfoDef { repeated string tags = 4; string tensorflow_version = 5; }
  message MetaGraphDef {
    MetaInfoDef meta_info_def = 1; GraphDef graph_def = 2; map<string, SignatureDef> signature_def = 5;
  }
  message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraphDef meta_graphs = 2; }
`,
  { keepCase: true },
);

/** The message that `saved_model.pb` is. */
export const SavedModelProto = root.lookupType('SavedModel');

/** Numbers of tensorflow.DataType. */
export const DATA_TYPE = { float: 1, int32: 3 } as const;

/** GraphDef version that TensorFlow 2.0 and later read (tensorflow/core/public/version.h). */
export const PRODUCER = 987;

/** A shape; null is the batch. */
export function shapeMessage(sizes: readonly (number | null)[]): object {
  return { dim: sizes.map((size) => ({ size: size ?? -1 })) };
}
