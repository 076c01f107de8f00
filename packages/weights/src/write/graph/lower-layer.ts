import { ExportLayerError } from '../../errors.js';
import type { ExportedLayer, ExportedTensor } from '../exported-network.js';
import { activationKind } from './activation-kind.js';
import type { Kind, Operation, Pair, Value, Window } from './operation.js';

/** Puts operations of one layer after each other. */
class Chain {
  readonly operations: Operation[] = [];

  constructor(
    readonly layer: ExportedLayer,
    readonly inputs: Value[],
    readonly format: string,
  ) {}

  /** @param shape of its output without the batch; the layer's when left out */
  add(kind: Kind, shape: number[] = this.layer.shape): this {
    return this.append(
      kind,
      this.operations.length === 0 ? this.inputs : [this.operations.at(-1)!.output],
      shape,
    );
  }

  /** Two inputs, then each further one with what came before. */
  fold(op: 'add' | 'multiply' | 'maximum'): this {
    const { shape } = this.layer;
    const [first, second, ...rest] = this.inputs;
    this.append({ op }, [first!, second!], shape);
    for (const input of rest) this.append({ op }, [this.operations.at(-1)!.output, input], shape);
    return this;
  }

  private append(kind: Kind, inputs: Value[], shape: number[]): this {
    // Names of nodes in TensorFlow have no other characters; the prefix keeps them apart from inputs and outputs.
    const name = `layers/${this.layer.name.replace(/[^\w./-]/g, '_')}`;
    const own = this.operations.length === 0 ? name : `${name}/${this.operations.length}`;
    this.operations.push({ name: own, inputs, output: { name: own, shape }, ...kind });
    return this;
  }

  activation(): this {
    const name = (this.layer.config.activation ?? 'linear') as string;
    const kind = activationKind(name);
    if (kind === undefined) throw this.unfit(`has the activation "${name}", which has no counterpart there`);
    return kind === null ? this : this.add(kind);
  }

  tensor(name: string): ExportedTensor {
    return this.layer.tensors.find((tensor) => tensor.name === name)!;
  }

  /** The bias as an entry, where the layer has one. */
  bias(): { bias?: ExportedTensor } {
    const bias = this.layer.tensors.find((tensor) => tensor.name === 'bias');
    return bias ? { bias } : {};
  }

  number(entry: string, whenLeftOut: number): number {
    return (this.layer.config[entry] as number | undefined) ?? whenLeftOut;
  }

  /** Makes sure that they are. */
  channelsLast(): this {
    if ((this.layer.config.data_format ?? 'channels_last') !== 'channels_last')
      throw this.unfit('has its channels first');
    return this;
  }

  /** With a window of this size. */
  window(size: Pair): Window & { dilations: Pair } {
    const { config } = this.channelsLast().layer;
    return {
      size,
      strides: (config.strides as Pair | null | undefined) ?? size,
      padding: config.padding as Window['padding'],
      dilations: (config.dilation_rate as Pair | undefined) ?? [1, 1],
    };
  }

  unfit(problem: string): ExportLayerError {
    return new ExportLayerError(this.layer.name, this.layer.className, this.format, problem);
  }
}

const LOWER: Readonly<Record<string, (chain: Chain) => Chain>> = {
  Activation: (chain) => chain.activation(),
  Add: (chain) => chain.fold('add'),
  AveragePooling2D: pool('average-pool'),
  BatchNormalization(chain) {
    const { config, shape } = chain.layer;
    const axis = chain.number('axis', -1);
    if (axis !== -1 && axis !== shape.length) throw chain.unfit('normalizes another axis than the channels');
    const channels = shape.at(-1)!;
    const values = (name: string, otherwise: number) =>
      chain.tensor(name)?.values ?? new Float32Array(channels).fill(otherwise);
    return chain.add({
      op: 'batch-normalization',
      gamma: values('gamma', 1),
      beta: values('beta', 0),
      mean: values('moving_mean', 0),
      variance: values('moving_variance', 1),
      epsilon: config.epsilon as number,
    });
  },
  Concatenate(chain) {
    const axis = chain.number('axis', -1);
    return chain.add({ op: 'concatenate', axis: axis < 0 ? chain.layer.shape.length + 1 + axis : axis });
  },
  Conv2D(chain) {
    const kernel = chain.tensor('kernel');
    const window = chain.window(kernel.shape.slice(0, 2) as Pair);
    return chain.add({ op: 'convolution', kernel, ...chain.bias(), ...window }).activation();
  },
  Cropping2D(chain) {
    const [[top], [left]] = chain.layer.config.cropping as [Pair, Pair];
    const first = chain.layer.config.data_format === 'channels_first';
    return chain.add({ op: 'crop', begin: first ? [0, top, left] : [top, left, 0] });
  },
  Dense(chain) {
    if (chain.inputs[0]!.shape.length !== 1) throw chain.unfit('takes more than one axis');
    return chain.add({ op: 'dense', kernel: chain.tensor('kernel'), ...chain.bias() }).activation();
  },
  DepthwiseConv2D(chain) {
    const kernel = chain.tensor('depthwise_kernel');
    const window = chain.window(kernel.shape.slice(0, 2) as Pair);
    return chain.add({ op: 'depthwise-convolution', kernel, ...chain.bias(), ...window }).activation();
  },
  Dropout: (chain) => chain,
  Flatten: (chain) => chain.channelsLast().add({ op: 'reshape' }),
  GlobalAveragePooling2D: (chain) => chain.channelsLast().add({ op: 'global-average-pool' }),
  GlobalMaxPooling2D: (chain) => chain.channelsLast().add({ op: 'global-max-pool' }),
  MaxPooling2D: pool('max-pool'),
  Maximum: (chain) => chain.fold('maximum'),
  Multiply: (chain) => chain.fold('multiply'),
  ReLU(chain) {
    const maximum = chain.layer.config.max_value as number | null | undefined;
    return chain.add((maximum ?? null) === null ? { op: 'relu' } : { op: 'clipped-relu', maximum: maximum! });
  },
  Rescaling: (chain) =>
    chain.add({ op: 'rescale', scale: chain.number('scale', 1), offset: chain.number('offset', 0) }),
  Reshape: (chain) => chain.add({ op: 'reshape' }),
  SeparableConv2D(chain) {
    const depthwise = chain.tensor('depthwise_kernel');
    const window = chain.window(depthwise.shape.slice(0, 2) as Pair);
    const pointwise = chain.tensor('pointwise_kernel');
    const deep = [...chain.layer.shape.slice(0, 2), pointwise.shape[2]!];
    const one: Window & { dilations: Pair } = {
      size: [1, 1],
      strides: [1, 1],
      padding: 'valid',
      dilations: [1, 1],
    };
    return chain
      .add({ op: 'depthwise-convolution', kernel: depthwise, ...window }, deep)
      .add({ op: 'convolution', kernel: pointwise, ...chain.bias(), ...one })
      .activation();
  },
  Softmax(chain) {
    if (chain.number('axis', -1) !== -1) throw chain.unfit('normalizes another axis than the last');
    return chain.add({ op: 'softmax' });
  },
  ZeroPadding2D(chain) {
    const [rows, columns] = chain.layer.config.padding as [Pair, Pair];
    return chain.channelsLast().add({ op: 'zero-pad', rows, columns });
  },
};

/**
 * A layer as operations; none for one that hands its input on.
 * @throws ExportLayerError
 */
export function lowerLayer(layer: ExportedLayer, inputs: Value[], format: string): Operation[] {
  const lower = Object.hasOwn(LOWER, layer.className) ? LOWER[layer.className] : undefined;
  if (!lower) throw new ExportLayerError(layer.name, layer.className, format);
  return lower(new Chain(layer, inputs, format)).operations;
}

function pool(op: 'max-pool' | 'average-pool'): (chain: Chain) => Chain {
  return (chain) => {
    const { dilations: _, ...window } = chain.window(chain.layer.config.pool_size as Pair);
    return chain.add({ op, ...window });
  };
}
