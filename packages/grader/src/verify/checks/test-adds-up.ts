import type { RunCheck } from '../run-check.js';
import { testContradictions } from '../test-contradictions.js';

/** The confusion matrix, the accuracy, the results of each class and the test split tell of the same images. */
export const testAddsUp: RunCheck = { id: 'test', find: ({ run }) => testContradictions(run) };
