import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { buildModel, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { type Engine, openEngine, openProgram, type Program } from '@teamnet/engine';
import { evaluateFunction, evaluateName, trainFunction, trainName } from '../step-functions.js';

/** One way of running the step at one image size. */
interface Contender {
  mode: 'compiled' | 'eager';
  program: Program;
  /** Images a second, one number a round. */
  train: number[];
  evaluate: number[];
}

const SIZES = [96, 180];
const BATCH = 32;
const ROUNDS = Number(process.env.TEAMNET_BENCH_ROUNDS ?? 7);
const STEPS = 3;

/**
 * `npm run bench -- engine`: mini-Xception, batch 32, no augmentation, float32; the compiled step against the eager one
 * in rounds that take turns, so that a noisy machine disturbs both alike. Ends with one line of JSON.
 */
async function main(): Promise<void> {
  const engine = await openEngine({ engine: 'native' });
  console.log(
    `TensorFlow ${engine.version}, ${engine.device}, ${engine.threads} threads; ${cpus()[0]?.model}`,
  );
  console.log(
    `mini-Xception, batch ${BATCH}, ${ROUNDS} rounds of ${STEPS} steps; images a second, median (min-max)`,
  );
  const ours: Record<string, Record<number, number>> = {
    compiled: {},
    eager: {},
    compiledInference: {},
    eagerInference: {},
  };
  const ratio: Record<number, number> = {};
  const compileSeconds: Record<number, number> = {};
  for (const size of SIZES) {
    const contenders = [await open(engine, size, 'compiled'), await open(engine, size, 'eager')];
    for (let round = -1; round < ROUNDS; round++)
      for (const contender of contenders) measure(contender, size, round >= 0);
    for (const { mode, train, evaluate, program } of contenders) {
      console.log(
        `${size} px ${mode.padEnd(8)} training ${describe(train)}, inference ${describe(evaluate)}`,
      );
      ours[mode]![size] = round(median(train));
      ours[`${mode}Inference`]![size] = round(median(evaluate));
      if (mode === 'compiled') compileSeconds[size] = round(program.compileSeconds);
      program.dispose();
    }
    ratio[size] = round(ours.compiled![size]! / ours.eager![size]!);
  }
  const machine = { cpu: cpus()[0]?.model ?? '', cores: engine.threads, tensorflow: engine.version };
  console.log(JSON.stringify({ bench: 'engine', machine, ours, compileSeconds, ratio: { eager: ratio } }));
}

async function open(engine: Engine, imageSize: number, mode: 'compiled' | 'eager'): Promise<Contender> {
  const model = await buildModel({ name: 'mini-xception', options: {} }, { imageSize, classes: 5, seed: 1 });
  const { trainable, nonTrainable } = modelVariables(model);
  const optimizer = makeOptimizer({ name: 'adam', learningRate: 0.001 }, trainable);
  const network = { model, imageSize };
  const program = await openProgram(engine, {
    variables: [...trainable, ...nonTrainable, ...optimizer.state],
    functions: [trainFunction(network, optimizer, BATCH, []), evaluateFunction(network, BATCH)],
    mode,
  });
  if (program.fallback) throw new Error(program.fallback);
  return { mode, program, train: [], evaluate: [] };
}

function measure({ program, train, evaluate }: Contender, size: number, counts: boolean): void {
  const images = Uint8Array.from(
    { length: BATCH * size * size * 3 },
    (_, i) => Math.imul(i, 2654435761) >>> 24,
  );
  const labels = Int32Array.from({ length: BATCH }, (_, i) => i % 5);
  const learningRate = Float32Array.of(0.001);
  const pace = (run: (step: number) => void) => {
    const start = performance.now();
    for (let step = 0; step < STEPS; step++) run(step);
    return (STEPS * BATCH * 1000) / (performance.now() - start);
  };
  const trained = pace((step) => {
    program.run(trainName(BATCH), { images, labels, seed: Int32Array.of(1, step), learningRate });
  });
  const evaluated = pace(() => void program.run(evaluateName(BATCH), { images, labels }));
  if (!counts) return;
  train.push(trained);
  evaluate.push(evaluated);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function describe(values: readonly number[]): string {
  return `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)}-${Math.max(...values).toFixed(1)})`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

await main();
