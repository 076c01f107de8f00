import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { BlockError } from '../errors.js';
import { summarize } from '../summarize.js';
import { blocks } from './all-blocks.js';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const input = (channels: number, size = 9) => tf.input({ shape: [size, size, channels] });
function describeBlock(x: tf.SymbolicTensor, build: (x: tf.SymbolicTensor) => tf.SymbolicTensor) {
  const { layers } = summarize(tf.model({ inputs: x, outputs: build(x) }));
  const [, ...rest] = layers;
  return {
    types: rest.map(({ type }) => type),
    shape: layers.at(-1)!.outputShape,
    of: (name: string) => layers.find((layer) => layer.name === name),
  };
}

describe("the lecture's example, 64 channels to 64", () => {
  it('an ordinary 3x3 convolution has 36,864 weights', () => {
    const block = describeBlock(input(64), (x) => blocks.convBlock(x, { name: 'b', filters: 64 }));
    expect(block.of('b_conv')!.parameters).toBe(36_864);
  });

  it('a depthwise separable one has 4,672', () => {
    const block = describeBlock(input(64), (x) => blocks.separableConvBlock(x, { name: 'b', filters: 64 }));
    expect(block.of('b_sepconv')!.parameters).toBe(4_672);
  });
});

describe('convBlock', () => {
  it('has no bias before its normalization and its activation after it', () => {
    const block = describeBlock(input(3), (x) => blocks.convBlock(x, { name: 'b', filters: 8 }));
    expect(block.types).toEqual(['Conv2D', 'BatchNormalization', 'ReLU']);
    expect(block.of('b_conv')!.parameters).toBe(3 * 3 * 3 * 8);
    expect(block.shape).toEqual([null, 9, 9, 8]);
  });

  it('has its bias again without normalization, and takes strides and padding', () => {
    const options = { name: 'b', filters: 8, batchNorm: false, strides: 2, padding: 'valid' } as const;
    const block = describeBlock(input(3), (x) => blocks.convBlock(x, options));
    expect(block.types).toEqual(['Conv2D', 'ReLU']);
    expect(block.of('b_conv')!.parameters).toBe(3 * 3 * 3 * 8 + 8);
    expect(block.shape).toEqual([null, 4, 4, 8]);
  });
});

describe('residualBlock', () => {
  it('projects its input with strides 2 where it pools, and rounds an odd size up', () => {
    const block = describeBlock(input(8), (x) =>
      blocks.residualBlock(x, { name: 'b', filters: 8, pooling: true }),
    );
    expect(block.of('b_projection')).toMatchObject({ outputShape: [null, 5, 5, 8], parameters: 8 * 8 + 8 });
    expect(block.shape).toEqual([null, 5, 5, 8]);
  });

  it('projects it where only the number of channels changes', () => {
    const block = describeBlock(input(4), (x) => blocks.residualBlock(x, { name: 'b', filters: 8 }));
    expect(block.of('b_projection')).toMatchObject({ outputShape: [null, 9, 9, 8] });
  });

  it('adds it as it is where nothing changes, and leaves it out on request', () => {
    const block = describeBlock(input(8), (x) => blocks.residualBlock(x, { name: 'b', filters: 8 }));
    expect(block.of('b_projection')).toBeUndefined();
    expect(block.types.at(-1)).toBe('Add');
    const plain = describeBlock(input(8), (x) =>
      blocks.residualBlock(x, { name: 'b', filters: 8, residual: false }),
    );
    expect(plain.types).not.toContain('Add');
  });
});

describe("residualBlock's options", () => {
  it('takes strides in place of pooling, and projects also where nothing changes when asked', () => {
    const strided = describeBlock(input(8), (x) =>
      blocks.residualBlock(x, { name: 'b', filters: 8, strides: 2 }),
    );
    expect(strided.of('b_sub1_conv')!.outputShape).toEqual([null, 5, 5, 8]);
    expect(strided.of('b_projection')!.outputShape).toEqual([null, 5, 5, 8]);
    expect(strided.types).not.toContain('MaxPooling2D');
    const projected = describeBlock(input(8), (x) =>
      blocks.residualBlock(x, { name: 'b', filters: 8, projection: true }),
    );
    expect(projected.of('b_projection')!.parameters).toBe(8 * 8 + 8);
  });

  it('excites what it adds, before the addition', () => {
    const block = describeBlock(input(8), (x) =>
      blocks.residualBlock(x, { name: 'b', filters: 32, squeezeExcitation: true }),
    );
    expect(block.of('b_add')!.connectedTo).toEqual(['b_se_scale', 'b_projection']);
  });
});

describe('squeezeExcitation', () => {
  it('has two dense layers with a 16th of the units between them, and multiplies the channels', () => {
    const block = describeBlock(input(64), (x) => blocks.squeezeExcitation(x, { name: 'b' }));
    expect(block.of('b_se_reduce')).toMatchObject({ outputShape: [null, 4], parameters: 64 * 4 + 4 });
    expect(block.of('b_se_expand')!.parameters).toBe(4 * 64 + 64);
    expect(block.of('b_se_scale')).toMatchObject({ type: 'Multiply', outputShape: [null, 9, 9, 64] });
    const few = describeBlock(input(8), (x) => blocks.squeezeExcitation(x, { name: 'b', ratio: 32 }));
    expect(few.of('b_se_reduce')!.outputShape).toEqual([null, 1]);
  });
});

describe('inceptionBlock', () => {
  it("shares its channels out as GoogLeNet's block 3a, whatever their number", () => {
    const block = describeBlock(input(192), (x) =>
      blocks.inceptionBlock(x, { name: 'b', filters: 256, batchNorm: false }),
    );
    const channels = (branch: string) => block.of(`b_${branch}_conv`)!.outputShape.at(-1);
    expect(['1x1', '3x3_reduce', '3x3', '5x5_reduce', '5x5', 'pool'].map(channels)).toEqual([
      64, 96, 128, 16, 32, 32,
    ]);
    expect(block.shape).toEqual([null, 9, 9, 256]);
    for (const filters of [8, 13, 100])
      expect(
        describeBlock(input(4), (x) => blocks.inceptionBlock(x, { name: 'b', filters })).shape.at(-1),
      ).toBe(filters);
  });
});

describe('mbConvBlock', () => {
  it('widens, looks at each channel alone, narrows without an activation, and adds where the shape stays', () => {
    const block = describeBlock(input(16), (x) => blocks.mbConvBlock(x, { name: 'b', filters: 16 }));
    expect(block.of('b_expand_conv')!.parameters).toBe(16 * 96);
    expect(block.of('b_depthwise_conv')).toMatchObject({ type: 'DepthwiseConv2D', parameters: 9 * 96 });
    expect(block.types.slice(-3)).toEqual(['Conv2D', 'BatchNormalization', 'Add']);
    const strided = describeBlock(input(16), (x) =>
      blocks.mbConvBlock(x, { name: 'b', filters: 16, strides: 2 }),
    );
    expect(strided.shape).toEqual([null, 5, 5, 16]);
    expect(strided.types).not.toContain('Add');
  });
});

describe('a block that cannot be', () => {
  const vector = (x: tf.SymbolicTensor) => blocks.apply(tf.layers.flatten(), x);
  it.each<[string, (x: tf.SymbolicTensor) => tf.SymbolicTensor, string]>([
    ['no filters', (x) => blocks.convBlock(x, { name: 'b', filters: 0 }), 'Block "b": filters is 0.'],
    [
      'half a step',
      (x) => blocks.residualBlock(x, { name: 'b', filters: 4, strides: 1.5 }),
      'strides is 1.5',
    ],
    ['no window', (x) => blocks.mbConvBlock(x, { name: 'b', filters: 4, kernelSize: 0 }), 'kernelSize is 0'],
    ['no ratio', (x) => blocks.squeezeExcitation(x, { name: 'b', ratio: 0 }), 'ratio is 0'],
    ['too few filters to share', (x) => blocks.inceptionBlock(x, { name: 'b', filters: 4 }), '4 filters'],
    ['no name', (x) => blocks.separableConvBlock(x, { name: '', filters: 4 }), 'it has no name'],
    ['a vector', (x) => blocks.xceptionBlock(vector(x), { name: 'b', filters: 4 }), 'is given [batch, 243]'],
    [
      'pooling and strides',
      (x) => blocks.residualBlock(x, { name: 'b', filters: 4, pooling: true, strides: 2 }),
      'both pooling and strides',
    ],
    [
      'a connection around another size',
      (x) =>
        blocks.addResidual(x, blocks.convBlock(x, { name: 'b', filters: 3, padding: 'valid' }), {
          name: 'b',
        }),
      'its input [batch, 9, 9, 3] with strides 1 cannot be added to its output [batch, 7, 7, 3]',
    ],
    ['a dropout of all', (x) => blocks.classifierHead(x, { classes: 2, dropout: 1 }), 'dropout is 1.'],
  ])('%s: one error that names it', (_, build, message) => {
    expect(() => build(input(3))).toThrow(BlockError);
    expect(() => build(input(3))).toThrow(message);
  });
});

describe('classifierHead', () => {
  it('averages or flattens, and drops out only where asked', () => {
    const averaged = describeBlock(input(8), (x) => blocks.classifierHead(x, { classes: 3 }));
    expect(averaged.types).toEqual(['GlobalAveragePooling2D', 'Dense']);
    const flattened = describeBlock(input(8), (x) =>
      blocks.classifierHead(x, { classes: 3, dropout: 0.5, globalPooling: false }),
    );
    expect(flattened.types).toEqual(['Flatten', 'Dropout', 'Dense']);
    expect(flattened.of('head')!.parameters).toBe(9 * 9 * 8 * 3 + 3);
  });
});
