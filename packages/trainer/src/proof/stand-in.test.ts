import { afterAll, expect, test } from 'vitest';
import { FixtureWorkspace } from '../testing/make-workspace.js';

/** `npm run proof:stand-in`; in `npm test` one seed of the smaller data set is enough. */
const proof = process.env.MODE === 'proof';
const made = new FixtureWorkspace();
afterAll(() => made.remove());

test.each(proof ? (['rock_paper_scissors', 'tf_flowers'] as const) : (['rock_paper_scissors'] as const))(
  'a small network gets more than 0.6 and less than 0.99 of the drawn %s right in the quick profile',
  async (dataset) => {
    made.homework.datasets = [dataset];
    made.homework.splits = {};
    made.homework.model = { name: 'simple-cnn', options: { sizes: [32, 64, 128] } };
    for (const seed of proof ? [1, 2, 3] : [1]) {
      const quick = { imageSize: 48, batchSize: 16, epochs: 3, seed };
      const optimizer = { name: 'adam' as const, learningRate: 0.001 };
      made.homework.training = { ...made.homework.training, ...quick, optimizer };
      const { run } = await made.trainOne();
      if (proof) console.log(`${dataset}, seed ${seed}: ${(run.test.accuracy * 100).toFixed(1)} %`);
      expect(run.test.accuracy, `seed ${seed}`).toBeGreaterThan(0.6);
      expect(run.test.accuracy, `seed ${seed}`).toBeLessThan(0.99);
    }
  },
  300_000,
);
