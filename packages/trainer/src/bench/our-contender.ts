import { performance } from 'node:perf_hooks';
import { buildModel, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { type Engine, openProgram, type Program } from '@teamnet/engine';
import { evaluateFunction, evaluateName, trainFunction, trainName } from '../step-functions.js';
import type { Contender } from './contender.js';

const BATCH = 32;

/** Teamnet's own step, without augmentation; bytes go in and the loss comes out, as in a training. */
export function ourContender(engine: Engine, mode: 'compiled' | 'eager'): Contender {
  const programs = new Map<number, Program>();
  const openSize = async (imageSize: number) => {
    const model = await buildModel(
      { name: 'mini-xception', options: {} },
      { imageSize, classes: 5, seed: 1 },
    );
    const { trainable, nonTrainable } = modelVariables(model);
    const optimizer = makeOptimizer({ name: 'adam', learningRate: 0.001 }, trainable);
    const network = { model, imageSize };
    const program = await openProgram(engine, {
      variables: [...trainable, ...nonTrainable, ...optimizer.state],
      functions: [trainFunction(network, optimizer, BATCH, []), evaluateFunction(network, BATCH)],
      mode,
    });
    if (program.fallback) throw new Error(program.fallback);
    programs.set(imageSize, program);
    return program;
  };
  return {
    name: mode,
    about: `Teamnet, ${mode}, TensorFlow ${engine.version}`,
    async run(work, size, steps) {
      const program = programs.get(size) ?? (await openSize(size));
      // Knuth's multiplicative hash: any noise does.
      const images = Uint8Array.from(
        { length: BATCH * size * size * 3 },
        (_, i) => Math.imul(i, 2654435761) >>> 24,
      );
      const labels = Int32Array.from({ length: BATCH }, (_, i) => i % 5);
      const learningRate = Float32Array.of(0.001);
      const start = performance.now();
      for (let step = 0; step < steps; step++)
        if (work === 'train')
          program.run(trainName(BATCH), { images, labels, seed: Int32Array.of(1, step), learningRate });
        else program.run(evaluateName(BATCH), { images, labels });
      return (performance.now() - start) / 1000;
    },
    close() {
      for (const program of programs.values()) program.dispose();
    },
  };
}
