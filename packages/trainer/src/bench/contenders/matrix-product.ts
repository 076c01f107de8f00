// The processor's best at this moment: each turn answers with GFLOP a second of 2048 x 2048 float32 products.
import { performance } from 'node:perf_hooks';
import { openEngine } from '@teamnet/engine';
import { answerTurns } from './answer-turns.js';

const SIDE = 2048;
const REPETITIONS = 10;

const { tf, version } = await openEngine({ engine: 'native' });
const matrix = tf.ones([SIDE, SIDE]);
const secondsOfProduct = () => {
  const start = performance.now();
  const product = tf.matMul(matrix, matrix);
  product.dataSync();
  const seconds = (performance.now() - start) / 1000;
  product.dispose();
  return seconds;
};
secondsOfProduct();
await answerTurns(`TensorFlow ${version}`, () => {
  const seconds = Math.min(...Array.from({ length: REPETITIONS }, secondsOfProduct));
  return (2 * SIDE ** 3) / seconds / 1e9;
});
