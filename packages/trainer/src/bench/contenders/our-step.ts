// Teamnet's own step without augmentation; bytes go in and the loss comes out, as in a training.
// Arguments: `compiled` or `eager`, the side of the images, and the precision. A turn is `train STEPS` or `infer STEPS`.
import { performance } from 'node:perf_hooks';
import { buildModel, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { type ComputePrecision, openEngine, openProgram } from '@teamnet/engine';
import { evaluateFunction, evaluateName, trainFunction, trainName } from '../../step-functions.js';
import { answerTurns } from './answer-turns.js';
import { noiseBatch } from './noise-batch.js';

const BATCH = 32;
const [mode, side, precision] = process.argv.slice(2);
const imageSize = Number(side);

const engine = await openEngine({ engine: 'native' });
const model = await buildModel({ name: 'mini-xception', options: {} }, { imageSize, classes: 5, seed: 1 });
const { trainable, nonTrainable } = modelVariables(model);
const optimizer = makeOptimizer({ name: 'adam', learningRate: 0.001 }, trainable);
const network = { model, imageSize };
const program = await openProgram(engine, {
  variables: [...trainable, ...nonTrainable, ...optimizer.state],
  functions: [trainFunction(network, optimizer, BATCH, []), evaluateFunction(network, BATCH)],
  mode: mode as 'compiled' | 'eager',
  // The eager step knows float32 only.
  precision: mode === 'compiled' ? (precision as ComputePrecision) : 'float32',
});
if (program.fallback) throw new Error(program.fallback);

const { images, labels } = noiseBatch(BATCH, imageSize);
const learningRate = Float32Array.of(0.001);
let trained = 0;
const step = (work: string) => {
  if (work === 'infer') return program.run(evaluateName(BATCH), { images, labels });
  const seed = Int32Array.of(1, trained++);
  return program.run(trainName(BATCH), { images, labels, seed, learningRate });
};
await answerTurns(
  `Teamnet ${mode}, ${program.precision}, TensorFlow ${engine.version}, compiled in ${program.compileSeconds.toFixed(1)} s`,
  (line) => {
    const [work, steps] = line.split(' ') as [string, string];
    step(work);
    const start = performance.now();
    for (let i = 0; i < Number(steps); i++) step(work);
    return (performance.now() - start) / 1000;
  },
);
