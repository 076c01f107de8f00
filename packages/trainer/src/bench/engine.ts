import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Engine, openEngine } from '@teamnet/engine';
import type { Contender, Work } from './contender.js';
import { median, spread } from './median.js';
import { ourContender } from './our-contender.js';
import { peerContender } from './peer-contender.js';
import { pythonVenv } from './python-venv.js';

const SIZES = [96, 180];
const BATCH = 32;
const STEPS = 4;
/** Multiplications and additions of a training step, by the roofline of ../shared/design.md: 0.6 GFLOP an image at 96 px. */
const GFLOP = { 96: 0.6, 180: 0.6 * (180 / 96) ** 2 } as Record<number, number>;

/**
 * `npm run bench -- engine [--peers keras,torch|none]`: mini-Xception, batch 32, float32, no augmentation; the compiled
 * step beside the eager one and the peers, in rounds that take turns, so that a noisy machine disturbs all alike. Ends
 * with one line of JSON. `npm run bench:engine` is the same without peers, which take some GB of Python packages.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { peers: { type: 'string', default: 'keras,torch' } } });
  const engine = await openEngine({ engine: 'native' });
  const contenders = [ourContender(engine, 'compiled'), ourContender(engine, 'eager')];
  for (const name of values.peers.split(',')) contenders.push(...(await openPeers(name)));
  const rounds = Number(process.env.TEAMNET_BENCH_ROUNDS ?? 7);
  console.log(
    `${cpus()[0]?.model}, ${engine.threads} threads; ${contenders.map(({ about }) => about).join('; ')}`,
  );
  console.log(
    `mini-Xception, batch ${BATCH}, ${rounds} rounds of ${STEPS} steps; images a second, median (min-max)`,
  );

  const results: Record<string, Record<Work, Record<number, number>>> = {};
  const peak: number[] = [];
  for (const size of SIZES) {
    const paces = new Map<string, number[]>();
    for (let round = -1; round < rounds; round++) {
      for (const contender of contenders)
        for (const work of ['train', 'infer'] as const) {
          const seconds = await contender.run(work, size, STEPS);
          const key = `${contender.name} ${work}`;
          // Round -1 compiles and warms up.
          if (round >= 0) paces.set(key, [...(paces.get(key) ?? []), (STEPS * BATCH) / seconds]);
        }
      if (round >= 0) peak.push(matrixProductPeak(engine));
    }
    for (const { name } of contenders) {
      const [train, infer] = [paces.get(`${name} train`)!, paces.get(`${name} infer`)!];
      console.log(`${size} px ${name.padEnd(14)} training ${spread(train)}, inference ${spread(infer)}`);
      results[name] ??= { train: {}, infer: {} };
      results[name].train[size] = round2(median(train));
      results[name].infer[size] = round2(median(infer));
    }
  }
  for (const contender of contenders) contender.close();
  printSummary(engine, results, median(peak));
}

async function openPeers(name: string): Promise<Contender[]> {
  switch (name) {
    case 'none':
      return [];
    case 'keras': {
      const python = pythonVenv('keras-3.15.1', ['tensorflow-cpu==2.21.0', 'keras==3.15.1']);
      return [await peerContender('keras', python, 'keras_step.py')];
    }
    case 'torch': {
      const python = pythonVenv('torch-2.15.0', ['torch==2.15.0', 'numpy==2.4.6']);
      return [
        await peerContender('torch-nhwc', python, 'torch_step.py', ['channels_last']),
        await peerContender('torch-nchw', python, 'torch_step.py', ['contiguous']),
      ];
    }
    default:
      console.error(`error: There is no peer "${name}".\n  → Use --peers keras,torch, one of them, or none.`);
      return process.exit(2);
  }
}

/** GFLOP a second of a 2048 x 2048 matrix product: what the processor can do at best, at this moment. */
function matrixProductPeak({ tf }: Engine): number {
  return tf.tidy(() => {
    const matrix = tf.ones([2048, 2048]);
    matrix.dataSync();
    const start = performance.now();
    tf.matMul(matrix, matrix).dataSync();
    return (2 * 2048 ** 3) / ((performance.now() - start) / 1000) / 1e9;
  });
}

function printSummary(
  engine: Engine,
  results: Record<string, Record<Work, Record<number, number>>>,
  peak: number,
): void {
  const ours = results.compiled!.train;
  const ratioTo = (names: string[]) =>
    Object.fromEntries(
      SIZES.map((size) => [
        size,
        round2(ours[size]! / Math.max(...names.map((name) => results[name]!.train[size]!))),
      ]),
    );
  const torches = Object.keys(results).filter((name) => name.startsWith('torch'));
  const ratio = {
    eager: ratioTo(['eager']),
    ...(results.keras ? { keras: ratioTo(['keras']) } : {}),
    ...(torches.length > 0 ? { torch: ratioTo(torches) } : {}),
  };
  const roofline = Object.fromEntries(
    SIZES.map((size) => [size, round2((ours[size]! * GFLOP[size]!) / peak)]),
  );
  console.log(
    `Matrix product ${peak.toFixed(0)} GFLOP/s; compiled step at ${JSON.stringify(roofline)} of it`,
  );
  const machine = { cpu: cpus()[0]?.model ?? '', threads: engine.threads, tensorflow: engine.version };
  const { compiled, eager, ...peers } = results;
  console.log(
    JSON.stringify({ bench: 'engine', machine, ours: { compiled, eager }, peers, ratio, roofline }),
  );
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

await main();
