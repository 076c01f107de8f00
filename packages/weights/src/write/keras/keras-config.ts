import { ExportLayerError } from '../../errors.js';
import type { ExportedLayer, ExportedNetwork } from '../exported-network.js';

const convolution = [
  'strides',
  'padding',
  'data_format',
  'dilation_rate',
  'activation',
  'use_bias',
  'kernel_size',
];
const pooling = ['pool_size', 'strides', 'padding', 'data_format'];

/** Which entries of each layer's configuration say what it computes; initializers and penalties are left out. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  Activation: ['activation'],
  Add: [],
  Average: [],
  AveragePooling2D: pooling,
  BatchNormalization: ['axis', 'momentum', 'epsilon', 'center', 'scale'],
  Concatenate: ['axis'],
  Conv2D: [...convolution, 'filters'],
  Cropping2D: ['cropping', 'data_format'],
  Dense: ['units', 'activation', 'use_bias'],
  DepthwiseConv2D: [...convolution, 'depth_multiplier'],
  Dropout: ['rate', 'noise_shape'],
  ELU: ['alpha'],
  Flatten: [],
  GlobalAveragePooling2D: ['data_format'],
  GlobalMaxPooling2D: ['data_format'],
  MaxPooling2D: pooling,
  Maximum: [],
  Multiply: [],
  ReLU: ['max_value'],
  Rescaling: ['scale', 'offset'],
  Reshape: ['target_shape'],
  SeparableConv2D: [...convolution, 'filters', 'depth_multiplier'],
  Softmax: ['axis'],
  ZeroPadding2D: ['padding', 'data_format'],
};

/**
 * The network as `config.json` of a `.keras` file (Keras 3, keras/src/saving/serialization_lib.py): a functional model,
 * each layer with its class, its settings and where its inputs come from.
 * @throws ExportLayerError for a layer that Keras does not have
 */
export function kerasConfig({ name, layers }: ExportedNetwork): object {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const [input, output] = [layers[0]!, layers.at(-1)!];
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: layers.map((layer) => ({
        module: 'keras.layers',
        class_name: layer.className,
        config: layerConfig(layer),
        registered_name: null,
        name: layer.name,
        inbound_nodes: inboundNodes(layer, byName),
      })),
      input_layers: [[input.name, 0, 0]],
      output_layers: [[output.name, 0, 0]],
    },
    registered_name: 'Functional',
    build_config: { input_shape: null },
  };
}

function layerConfig({ name, className, config, shape }: ExportedLayer): object {
  if (className === 'InputLayer') return { batch_shape: [null, ...shape], dtype: 'float32', name };
  const entries = Object.hasOwn(ENTRIES, className) ? ENTRIES[className] : undefined;
  if (!entries) throw new ExportLayerError(name, className, 'Keras');
  const kept = entries.filter((entry) => config[entry] !== undefined).map((entry) => [entry, config[entry]]);
  return { name, trainable: true, dtype: 'float32', ...Object.fromEntries(kept) };
}

function inboundNodes(layer: ExportedLayer, byName: ReadonlyMap<string, ExportedLayer>): object[] {
  if (layer.inputs.length === 0) return [];
  const tensors = layer.inputs.map((input) => ({
    class_name: '__keras_tensor__',
    config: {
      shape: [null, ...byName.get(input)!.shape],
      dtype: 'float32',
      keras_history: [input, 0, 0],
    },
  }));
  return [{ args: tensors.length === 1 ? tensors : [tensors], kwargs: {} }];
}
