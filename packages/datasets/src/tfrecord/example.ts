import protobuf from 'protobufjs';

/** tensorflow/core/example/feature.proto and example.proto, as far as images and labels need them. */
const schema = protobuf.parse(`
  syntax = "proto3";
  message BytesList { repeated bytes value = 1; }
  message FloatList { repeated float value = 1; }
  message Int64List { repeated int64 value = 1; }
  message Feature { oneof kind { BytesList bytes_list = 1; FloatList float_list = 2; Int64List int64_list = 3; } }
  message Features { map<string, Feature> feature = 1; }
  message Example { Features features = 1; }
`).root;
const Example = schema.lookupType('Example');

interface ExampleMessage {
  features?: {
    feature?: Record<
      string,
      { bytesList?: { value?: Uint8Array[] }; int64List?: { value?: (number | bigint | object)[] } }
    >;
  };
}

export interface ImageAndLabel {
  /** Encoded image. */
  image: Uint8Array;
  label: number;
}

/**
 * Reads features `image` and `label` of a serialised tf.train.Example; others are left alone.
 * @throws Error in plain words when one of them is absent or the message is broken
 */
export function decodeExample(bytes: Uint8Array): ImageAndLabel {
  const feature = (Example.decode(bytes) as unknown as ExampleMessage).features?.feature ?? {};
  const image = feature.image?.bytesList?.value?.[0];
  const label = feature.label?.int64List?.value?.[0];
  if (!image) throw new Error('it has no feature "image" of bytes');
  if (label === undefined) throw new Error('it has no feature "label" of integers');
  return { image, label: Number(String(label)) };
}

/** A serialised tf.train.Example with features `image` (bytes) and `label` (int64), as TFDS writes it. */
export function encodeExample({ image, label }: ImageAndLabel): Uint8Array {
  const feature = { image: { bytesList: { value: [image] } }, label: { int64List: { value: [label] } } };
  return Example.encode(Example.fromObject({ features: { feature } })).finish();
}
