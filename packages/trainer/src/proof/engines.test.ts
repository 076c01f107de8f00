import type { EngineName } from '@teamnet/engine';
import type { Run } from '@teamnet/records';
import { afterAll, describe, expect, test } from 'vitest';
import { FixtureWorkspace } from '../testing/make-workspace.js';

/** `npm run proof:engines` trains the whole network; `npm test` a smaller one. WebGPU's may have no GPU to run on. */
const proof = process.env.MODE === 'proof';
const cases: { engine: EngineName; sizes: number[]; imageSize: number; epochs: number; examples: number }[] =
  [
    proof
      ? { engine: 'wasm', sizes: [32, 64, 128, 256, 512], imageSize: 48, epochs: 4, examples: 160 }
      : { engine: 'wasm', sizes: [4, 8], imageSize: 48, epochs: 2, examples: 40 },
    proof
      ? { engine: 'webgpu', sizes: [8, 16], imageSize: 48, epochs: 3, examples: 40 }
      : { engine: 'webgpu', sizes: [4], imageSize: 32, epochs: 1, examples: 20 },
  ];

describe('Mini-Xception with dropout and augmentation on the stand-in', () => {
  const made = new FixtureWorkspace();
  afterAll(() => made.remove());

  test.each(cases)(
    'has the losses of native TensorFlow on $engine, within 1e-2',
    async ({ engine, sizes, imageSize, epochs, examples }) => {
      made.homework.model = { name: 'mini-xception', options: { sizes, batchNormMomentum: 0.9 } };
      const { training } = made.homework;
      made.homework.training = {
        ...training,
        imageSize,
        epochs,
        // Three times that, and rounding alone takes two curves apart: native's own compiled and eager steps too.
        optimizer: { name: 'adam', learningRate: 0.0001 },
      };
      made.homework.splits = {
        rock_paper_scissors: {
          train: `train[:${examples}]`,
          validation: `train[${examples}:${examples + 16}]`,
          test: `train[${examples + 16}:${examples + 32}]`,
        },
      };
      const native = (await made.trainOne({ engine: 'native' })).run;
      const run = await trainOrSay(engine);
      if (run === null) return;
      expect(run.engine).toMatchObject({ name: engine, mode: 'eager' });
      const [theirs, ours] = [losses(native), losses(run)];
      if (proof) {
        const eager = (await made.trainOne({ engine: 'native', engineMode: 'eager', force: true })).run;
        console.table({ native: theirs, 'native, eager': losses(eager), [engine]: ours });
      }
      for (const [index, loss] of theirs.entries())
        expect(Math.abs(ours[index]! - loss), `loss ${index}`).toBeLessThan(1e-2);
    },
    proof ? 600_000 : 60_000,
  );

  /** The run; null, with the reason printed, where this machine has no adapter for WebGPU. */
  async function trainOrSay(engine: EngineName): Promise<Run | null> {
    try {
      return (await made.trainOne({ engine })).run;
    } catch (error) {
      if ((error as { code?: string }).code !== 'webgpu-unavailable') throw error;
      console.warn(`Not tested on WebGPU: ${(error as Error).message}`);
      return null;
    }
  }
});

function losses({ history, test: { loss } }: Run): number[] {
  return [...history.flatMap((epoch) => [epoch.loss, epoch.validationLoss]), loss];
}
