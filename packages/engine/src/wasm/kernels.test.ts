import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { WasmUnsupportedError } from './errors.js';
import transformGolden from './fixtures/transform.json' with { type: 'json' };
import { openWasm } from './open-wasm.js';

// The golden values: tfjs' own loops in plain JavaScript, which share no code with the kernels here.
const golden = 'cpu';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await openWasm();
});

/** Runs `work` on the backend and gives back the numbers. */
function on(backend: string, work: () => tf.Tensor): { shape: number[]; values: number[] } {
  tf.setBackend(backend);
  return tf.tidy(() => {
    const result = work();
    return { shape: result.shape, values: Array.from(result.dataSync()) };
  });
}

function expectSame(work: () => tf.Tensor): void {
  const ours = on('wasm', work);
  const theirs = on(golden, work);
  expect(ours.shape).toEqual(theirs.shape);
  const largest = Math.max(1, ...theirs.values.map(Math.abs));
  const difference = Math.max(...ours.values.map((value, index) => Math.abs(value - theirs.values[index]!)));
  expect(difference).toBeLessThan(1e-5 * largest);
}

const random = (shape: number[], seed: number) =>
  tf.randomNormal(shape as [number, number, number, number], 0, 1, 'float32', seed) as tf.Tensor4D;

type Pad = 'same' | 'valid' | [[0, 0], [number, number], [number, number], [0, 0]];
const explicit: Pad = [
  [0, 0],
  [2, 0],
  [1, 3],
  [0, 0],
];

/** Odd and even sizes, every stride and padding that a network may ask for. */
const cases: {
  size: [number, number];
  filter: [number, number];
  stride: number | [number, number];
  pad: Pad;
}[] = [];
for (const size of [
  [7, 7],
  [8, 6],
] as [number, number][]) {
  for (const filter of [
    [1, 1],
    [2, 3],
    [3, 3],
    [5, 5],
  ] as [number, number][]) {
    for (const stride of [1, 2, 3, [2, 1] as [number, number]]) {
      for (const pad of ['same', 'valid', explicit] as Pad[]) cases.push({ size, filter, stride, pad });
    }
  }
}
const name = ({ size, filter, stride, pad }: (typeof cases)[number]) =>
  `${size.join('x')} input, ${filter.join('x')} window, stride ${stride}, ${typeof pad === 'string' ? pad : 'explicit'} padding`;

describe.each(cases.map((one) => [name(one), one] as const))('With %s,', (_name, one) => {
  const { size, filter, stride, pad } = one;
  const x = () => random([2, ...size, 3], 1);

  it('both gradients of a convolution equal those of plain JavaScript', () => {
    const weights = () => random([...filter, 3, 4], 2);
    const dy = (shape: number[]) => random(shape, 3);
    const gradients = () => {
      const y = tf.conv2d(x(), weights(), stride, pad);
      const [dx, dw] = tf.grads((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad))(
        [x(), weights()],
        dy(y.shape),
      );
      return { dx: dx!, dw: dw! };
    };
    expectSame(() => gradients().dx);
    expectSame(() => gradients().dw);
  });

  it.each([1, 2])(
    'both gradients of a depthwise convolution with multiplier %i equal those',
    (multiplier) => {
      // tfjs allows no oblong strides for the depthwise case; TensorFlow neither.
      const square = typeof stride === 'number' ? stride : stride[0];
      const weights = () => random([...filter, 3, multiplier], 4);
      const gradients = () => {
        const y = tf.depthwiseConv2d(x(), weights(), square, pad as 'same');
        const [dx, dw] = tf.grads((a, b) =>
          tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, square, pad as 'same'),
        )([x(), weights()], random(y.shape, 5));
        return { dx: dx!, dw: dw! };
      };
      expectSame(() => gradients().dx);
      expectSame(() => gradients().dw);
    },
  );
});

describe.each(cases.filter((one) => typeof one.pad === 'string').map((one) => [name(one), one] as const))(
  'With %s,',
  (_name, { size, filter, stride, pad }) => {
    it('the gradient of max pooling equals that of plain JavaScript', () => {
      expectSame(() => {
        const x = random([2, ...size, 3], 1);
        const pool = (a: tf.Tensor) => tf.maxPool(a as tf.Tensor4D, filter, stride, pad as 'same');
        return tf.grad(pool)(x, random(pool(x).shape, 6));
      });
    });
  },
);

describe('Convolution', () => {
  it('is right when one tensor serves two matrix products in different shapes', () => {
    // The WASM matrix product remembers its second argument by place, without the shape: see copyOf in heap.ts.
    expectSame(() => {
      const x = random([2, 4, 4, 6], 11);
      const first = tf.grad((w) => tf.conv2d(x, w as tf.Tensor4D, 1, 'valid'))(random([1, 1, 6, 5], 12));
      const second = tf.matMul(tf.ones([1, 8]), x.reshape([8, 24]));
      const third = tf.grad((w) =>
        tf.conv2d(x.reshape([4, 4, 4, 3]) as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
      )(random([1, 1, 3, 5], 13));
      return tf.concat([first.flatten(), second.flatten(), third.flatten()]);
    });
  });

  it('says that channels must come last', () => {
    tf.setBackend('wasm');
    const attrs = {
      strides: 1,
      pad: 'same',
      dataFormat: 'NCHW',
      inputShape: [1, 1, 2, 2],
      filterShape: [1, 1, 1, 1],
    };
    for (const kernel of [tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter]) {
      const x = tf.ones([1, 1, 2, 2]);
      const inputs = { x, dy: x, filter: tf.ones([1, 1, 1, 1]) };
      expect(() => tf.engine().runKernel(kernel, inputs, attrs)).toThrow(WasmUnsupportedError);
    }
  });
});

describe('Max pooling', () => {
  it('hands the gradient of a tie to the first maximum in row order', () => {
    const gradient = on('wasm', () =>
      tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'))(
        tf.ones([1, 2, 4, 1]),
        tf.tensor4d([5, 7], [1, 1, 2, 1]),
      ),
    );
    expect(gradient.values).toEqual([5, 0, 7, 0, 0, 0, 0, 0]);
  });

  it('agrees with plain JavaScript on an image full of ties and zeros after a ReLU', () => {
    expectSame(() => {
      const x = tf.relu(tf.round(random([2, 9, 9, 5], 7)));
      return tf.grad((a) => tf.maxPool(a as tf.Tensor4D, 3, 2, 'same'))(x, random([2, 5, 5, 5], 8));
    });
  });
});

describe('Sum and mean', () => {
  const reductions = { sum: tf.sum, mean: tf.mean };
  it.each(['sum', 'mean'] as const)(
    '%s is the same over leading, trailing, middle, unsorted and all axes',
    (kind) => {
      const x = () => random([3, 5, 4, 6], 9);
      for (const axes of [[0], [0, 1], [2, 0, 1], [-4], [1, 2], [3], [0, 1, 2, 3], undefined]) {
        for (const keepDims of [true, false]) expectSame(() => reductions[kind](x(), axes, keepDims));
      }
    },
  );

  it('keeps int32 sums whole', () => {
    expectSame(() =>
      tf.sum(
        tf.tensor2d(
          [
            [1, 2],
            [3, 4],
          ],
          [2, 2],
          'int32',
        ),
        0,
      ),
    );
    tf.setBackend('wasm');
    expect(tf.sum(tf.ones([2, 2], 'int32'), 0).dtype).toBe('int32');
  });

  it('has a mean over a hundred thousand pixels right to seven digits', () => {
    const mean = on('wasm', () => tf.mean(tf.fill([32, 60, 60, 3], 0.1), [0, 1, 2]));
    for (const value of mean.values) expect(Math.abs(value - 0.1)).toBeLessThan(1e-8);
  });
});

describe('Tile', () => {
  it('is the same whether a tensor is repeated as a whole, in part, or not at all', () => {
    const repeats: [number[], number[]][] = [
      [
        [1, 1, 1, 3],
        [2, 3, 4, 1],
      ],
      [
        [2, 3],
        [3, 1],
      ],
      [
        [2, 3],
        [1, 2],
      ],
      [
        [1, 3],
        [2, 2],
      ],
      [
        [2, 3],
        [1, 1],
      ],
      [
        [2, 2, 2],
        [2, 2, 1],
      ],
    ];
    for (const [shape, reps] of repeats) expectSame(() => tf.tile(random(shape, 10), reps));
  });
});

describe('Augmentation', () => {
  // Golden values from TensorFlow itself: tfjs' plain JavaScript is wrong for every image but the first.
  it.each(transformGolden.cases)(
    'turns, moves and bends images as TensorFlow does: $interpolation, $fillMode',
    (golden) => {
      const { shape, transforms } = transformGolden;
      const ours = on('wasm', () => {
        const images = tf.range(0, tf.util.sizeFromShape(shape)).reshape(shape) as tf.Tensor4D;
        const { interpolation, fillMode } = golden as { interpolation: 'nearest'; fillMode: 'reflect' };
        return tf.image.transform(images, tf.tensor2d(transforms), interpolation, fillMode, 0.5);
      });
      const differences = ours.values.map((value, index) => Math.abs(value - golden.values[index]!));
      expect(Math.max(...differences)).toBeLessThan(1e-3);
    },
  );
});

describe('Memory', () => {
  it('is given back: a gradient leaves its result only', () => {
    tf.setBackend('wasm');
    const before = tf.memory().numTensors;
    const x = random([2, 7, 7, 3], 1);
    const dx = tf.grad((a) =>
      tf.maxPool(
        tf.depthwiseConv2d(
          tf.conv2d(a as tf.Tensor4D, tf.ones([3, 3, 3, 4]), 1, 'same'),
          tf.ones([3, 3, 4, 1]),
          1,
          'same',
        ),
        3,
        2,
        'same',
      ),
    )(x);
    expect(tf.memory().numTensors - before).toBe(2);
    tf.dispose([x, dx]);
  });
});
