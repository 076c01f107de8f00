import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
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
