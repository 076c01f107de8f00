import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { buildModel } from '@teamnet/core-blocks';
import { openEngine } from '@teamnet/engine';
import { countFlop, type Flop } from './figures/count-flop.js';
import { type MeasuredSize, measureSteps, WORKS, type Work } from './figures/measure-steps.js';
import { median, round2, spread } from './figures/median.js';
import { ratiosOf } from './figures/ratio.js';
import { refuse, wholeNumber } from './processes/options.js';
import { PEERS, type Peer } from './processes/peer-programs.js';
import { type Precision, type StepContender, stepContenders } from './processes/step-contenders.js';

const BATCH = 32;

/**
 * `npm run bench -- engine [--sizes 96,180] [--rounds 7] [--peers keras,torch,tfjs-node|none] [--precision bfloat16]`:
 * mini-Xception, batch 32, no augmentation; our compiled and eager step beside the peers. Ends with one line of JSON;
 * its ratios are of training, those of inference stand beside. `npm run bench:engine` is the same without peers, which
 * take some GB of Python packages.
 */
async function main(): Promise<void> {
  const { sizes, rounds, peers, precision } = readOptions();
  const { threads, version } = await openEngine({ engine: 'native' });
  const contenders = stepContenders(peers, precision, threads);
  const cpu = cpus()[0]?.model ?? '';
  console.log(`${cpu}, ${threads} threads; mini-Xception, batch ${BATCH}, ${precision}, ${rounds} rounds`);

  const measured = new Map<number, MeasuredSize>();
  const flop = new Map<number, Flop>();
  for (const size of sizes) {
    const model = await buildModel(
      { name: 'mini-xception', options: {} },
      { imageSize: size, classes: 5, seed: 1 },
    );
    flop.set(size, countFlop(model));
    model.dispose();
    // 12 steps at 96 px; larger images take longer.
    const steps = Math.max(4, Math.round(12 * (96 / size) ** 2));
    measured.set(size, await measureSteps(contenders, { size, rounds, steps, batch: BATCH }));
    printTable(size, measured.get(size)!, flop.get(size)!);
  }
  const machine = { cpu, threads, tensorflow: version };
  const figures = contenders.map((contender) => [contender.name, figuresOf(contender.name, measured)]);
  const isOurs = (name: unknown) => contenders.some((each) => each.name === name && !each.peer);
  console.log(
    JSON.stringify({
      ...{ bench: 'engine', machine, precision },
      ours: Object.fromEntries(figures.filter(([name]) => isOurs(name))),
      peers: Object.fromEntries(figures.filter(([name]) => !isOurs(name))),
      ratio: ratiosByPeer(contenders, measured, 'train'),
      inferenceRatio: ratiosByPeer(contenders, measured, 'infer'),
      roofline: bySize(measured, ({ byContender, peak }, size) =>
        median(shares(byContender.get('compiled')!.paces.train, peak, flop.get(size)!.train)),
      ),
    }),
  );
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '96,180' },
      rounds: { type: 'string', default: '7' },
      peers: { type: 'string', default: PEERS.join(',') },
      precision: { type: 'string', default: 'float32' },
    },
  });
  const sizes = values.sizes.split(',').map((size) => wholeNumber(size, '--sizes', 32));
  const rounds = wholeNumber(values.rounds, '--rounds', 1);
  const peers = values.peers === 'none' ? [] : values.peers.split(',');
  const unknown = peers.find((peer) => !(PEERS as readonly string[]).includes(peer));
  if (unknown !== undefined) refuse(`There is no peer "${unknown}".`, `Use ${PEERS.join(', ')} or none.`);
  if (!['float32', 'bfloat16'].includes(values.precision))
    refuse(`--precision ${values.precision} is unknown.`, 'Use float32 or bfloat16.');
  return { sizes, rounds, peers: peers as Peer[], precision: values.precision as Precision };
}

function printTable(size: number, { byContender, peak }: MeasuredSize, flop: Flop): void {
  const gigaflop = (flop.train / 1e9).toFixed(3);
  console.log(`\n${size} px: ${gigaflop} GFLOP a trained image, matrix product ${spread(peak, 0)} GFLOP/s`);
  console.log('images a second, median (least-most); share of the matrix product; peak memory');
  for (const [name, { about, paces, peakMemory }] of byContender) {
    const [train, infer] = WORKS.map((work) => {
      const share = median(shares(paces[work], peak, flop[work]));
      return `${spread(paces[work])} ${(share * 100).toFixed(0)} %`;
    });
    const memory = peakMemory === undefined ? '' : `  ${peakMemory} MB`;
    console.log(`  ${name.padEnd(10)} training ${train}  inference ${infer}${memory}  ${about}`);
    if (name === 'compiled') continue;
    const ratios = ratiosOf(byContender.get('compiled')!.paces.train, [paces.train]);
    console.log(`  ${''.padEnd(10)} compiled trains ${spread(ratios, 2)} times as fast`);
  }
}

/** Of the matrix product of the same round. @param flop of one image */
function shares(paces: readonly number[], peak: readonly number[], flop: number): number[] {
  return paces.map((pace, round) => (pace * flop) / 1e9 / peak[round]!);
}

function figuresOf(name: string, measured: Map<number, MeasuredSize>) {
  return {
    train: bySize(measured, ({ byContender }) => median(byContender.get(name)!.paces.train)),
    infer: bySize(measured, ({ byContender }) => median(byContender.get(name)!.paces.infer)),
    memory: bySize(measured, ({ byContender }) => byContender.get(name)!.peakMemory),
  };
}

/** Of the compiled step to the faster contender of each peer, and to the eager step. */
function ratiosByPeer(
  contenders: readonly StepContender[],
  measured: Map<number, MeasuredSize>,
  work: Work,
): Record<string, Record<string, number>> {
  const peers = [...new Set(contenders.map(({ peer, name }) => peer ?? name))];
  return Object.fromEntries(
    peers
      .filter((peer) => peer !== 'compiled')
      .map((peer) => {
        const names = contenders.filter((each) => (each.peer ?? each.name) === peer).map(({ name }) => name);
        return [
          peer,
          bySize(measured, ({ byContender }) => {
            const theirs = names.map((name) => byContender.get(name)!.paces[work]);
            return median(ratiosOf(byContender.get('compiled')!.paces[work], theirs));
          }),
        ];
      }),
  );
}

function bySize(
  measured: Map<number, MeasuredSize>,
  figure: (at: MeasuredSize, size: number) => number | undefined,
): Record<string, number> {
  const entries = [...measured].map(([size, at]) => [size, figure(at, size)] as const);
  return Object.fromEntries(
    entries.flatMap(([size, value]) => (value === undefined ? [] : [[size, round2(value)]])),
  );
}

await main();
