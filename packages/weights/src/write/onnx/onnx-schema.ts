import protobuf from 'protobufjs';

/**
 * onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), as far as a network needs it; field numbers are
 * the format.
 */
const { root } = protobuf.parse(
  `
  syntax = "proto2";
  message AttributeProto {
    optional string name = 1; optional float f = 2; optional int64 i = 3; optional bytes s = 4;
    repeated float floats = 7; repeated int64 ints = 8; optional int32 type = 20;
  }
  message NodeProto {
    repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4;
    repeated AttributeProto attribute = 5;
  }
  message TensorProto {
    repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9;
  }
  message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
  message TensorShapeProto { repeated Dimension dim = 1; }
  message TypeTensor { optional int32 elem_type = 1; optional TensorShapeProto shape = 2; }
  message TypeProto { optional TypeTensor tensor_type = 1; }
  message ValueInfoProto { optional string name = 1; optional TypeProto type = 2; optional string doc_string = 3; }
  message GraphProto {
    repeated NodeProto node = 1; optional string name = 2; repeated TensorProto initializer = 5;
    repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12;
  }
  message OperatorSetIdProto { optional string domain = 1; optional int64 version = 2; }
  message StringStringEntryProto { optional string key = 1; optional string value = 2; }
  message ModelProto {
    optional int64 ir_version = 1; optional string producer_name = 2; optional string doc_string = 6;
    optional GraphProto graph = 7; repeated OperatorSetIdProto opset_import = 8;
    repeated StringStringEntryProto metadata_props = 14;
  }
`,
  { keepCase: true },
);

/** The message that a `.onnx` file is. */
export const ModelProto = root.lookupType('ModelProto');

/** Numbers of AttributeProto.type. */
export const ATTRIBUTE = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** Numbers of TensorProto.data_type. */
export const TYPE = { float: 1, int64: 7 } as const;
