import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { processEnvironment } from '@teamnet/engine';
import { median, round2, spread } from './figures/median.js';
import { type EpochWorkspace, LABELS, makeEpochWorkspace } from './processes/epoch-workspace.js';
import { refuse, wholeNumber } from './processes/options.js';
import { ourProgram } from './processes/our-program.js';
import { kerasProgram } from './processes/peer-programs.js';
import { TurnProcess, type TurnProgram } from './processes/turn-process.js';

interface EpochFigures {
  /** Seconds, one number a round. */
  cold: number[];
  /** Seconds, one number a later epoch. */
  warm: number[];
  /** MB, one number a round. */
  memory: number[];
  /** Share of each later epoch in which the training steps waited for images; Keras does not say. */
  waiting: number[];
  /** 0..1, of the training and of the validation split after each epoch of the last round. */
  accuracy: number[];
  validationAccuracy: number[];
}

/**
 * `npm run bench -- epoch [--data FOLDER] [--images 1500] [--image-size 96] [--rounds 3] [--epochs 5]`: epochs as a
 * student lives them, `teamnet train` beside `keras.fit`. Each round starts both anew: the first epoch (cold) goes from
 * listing the photos over decoding and compiling to the validation, in an empty cache folder; the later ones (warm)
 * take turns. Libraries are loaded before. Ends with one line of JSON.
 */
async function main(): Promise<void> {
  const { from, perLabel, imageSize, rounds, epochs } = readOptions();
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-epoch-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const workspace = makeEpochWorkspace(folder, from, { perLabel, imageSize, epochs });
  const cpu = cpus()[0]?.model ?? '';
  const threads = Number(processEnvironment().TF_NUM_INTRAOP_THREADS ?? process.env.TF_NUM_INTRAOP_THREADS);
  console.log(
    `${cpu}, ${threads} threads; ${perLabel * LABELS.length} photos of tf_flowers at ${imageSize} px, four fifths trained; mini-Xception, batch 32, flip, rotate, zoom; ${rounds} rounds of ${epochs} epochs`,
  );
  const ours = emptyFigures();
  const keras = emptyFigures();
  for (let round = 0; round < rounds; round++) {
    const programs = contendersOf(workspace, join(folder, `cache-${round}`), imageSize, epochs);
    await playRound(programs, [ours, keras], epochs);
  }
  for (const [name, figures] of Object.entries({ ours, keras })) printFigures(name, figures);
  const ratio = {
    cold: round2(median(keras.cold.map((seconds, i) => seconds / ours.cold[i]!))),
    warm: round2(median(keras.warm.map((seconds, i) => seconds / ours.warm[i]!))),
  };
  console.log(
    JSON.stringify({
      ...{ bench: 'epoch', machine: { cpu, threads }, images: perLabel * LABELS.length, imageSize },
      ...{ ours: summary(ours), peers: { keras: summary(keras) }, ratio: { keras: ratio } },
    }),
  );
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '../shared/data/real/tf_flowers' },
      images: { type: 'string', default: '1500' },
      'image-size': { type: 'string', default: '96' },
      rounds: { type: 'string', default: '3' },
      epochs: { type: 'string', default: '5' },
    },
  });
  const from = resolve(values.data);
  if (!existsSync(from))
    refuse(`${from} is not there.`, `Name a folder that holds ${LABELS.join(', ')} with --data.`);
  return {
    from,
    perLabel: Math.floor(wholeNumber(values.images, '--images', 200) / LABELS.length),
    imageSize: wholeNumber(values['image-size'], '--image-size', 32),
    rounds: wholeNumber(values.rounds, '--rounds', 1),
    epochs: wholeNumber(values.epochs, '--epochs', 2),
  };
}

function contendersOf(
  { root, manualDir, photos }: EpochWorkspace,
  cacheDir: string,
  imageSize: number,
  epochs: number,
): TurnProgram[] {
  rmSync(join(root, 'apps', 'team-1', 'runs'), { recursive: true, force: true });
  return [
    ourProgram('Teamnet', 'our-epoch', [root, manualDir, cacheDir]),
    kerasProgram('Keras', 'keras_epoch.py', [photos, String(imageSize), String(epochs)]),
  ];
}

/** Cold epochs first, then warm ones, in turns. */
async function playRound(programs: TurnProgram[], figures: EpochFigures[], epochs: number): Promise<void> {
  const processes: TurnProcess[] = [];
  try {
    for (const program of programs) processes.push((await TurnProcess.start(program))[0]);
    for (const each of figures) [each.accuracy, each.validationAccuracy] = [[], []];
    for (let epoch = 1; epoch <= epochs; epoch++)
      for (const [index, child] of processes.entries()) {
        const { cold, warm, waiting, accuracy, validationAccuracy } = figures[index]!;
        const start = performance.now();
        const answer = JSON.parse(await child.turn('epoch')) as Record<string, number>;
        (epoch === 1 ? cold : warm).push((performance.now() - start) / 1000);
        if (epoch > 1 && answer.waitSeconds !== undefined) waiting.push(answer.waitSeconds / answer.seconds!);
        accuracy.push(answer.accuracy!);
        validationAccuracy.push((answer.validationAccuracy ?? answer.val_accuracy)!);
      }
    for (const [index, child] of processes.entries())
      if (child.peakMemory !== undefined) figures[index]!.memory.push(child.peakMemory);
  } finally {
    for (const child of processes) child.close();
  }
}

function emptyFigures(): EpochFigures {
  return { cold: [], warm: [], memory: [], waiting: [], accuracy: [], validationAccuracy: [] };
}

function printFigures(name: string, figures: EpochFigures): void {
  const { cold, warm, memory, waiting, accuracy, validationAccuracy } = figures;
  const shown = (values: number[]) => values.map((value) => value.toFixed(2)).join(' ');
  console.log(
    `${name.padEnd(6)} cold ${spread(cold)} s, warm ${spread(warm)} s, peak memory ${memory.join(' ')} MB`,
  );
  if (waiting.length > 0)
    console.log(
      `       waited for images: ${(100 * Math.max(...waiting)).toFixed(2)} % of a warm epoch at most`,
    );
  console.log(`       accuracy by epoch: trained ${shown(accuracy)}, validated ${shown(validationAccuracy)}`);
}

function summary({ cold, warm, memory, waiting, accuracy, validationAccuracy }: EpochFigures) {
  return {
    cold: round2(median(cold)),
    warm: round2(median(warm)),
    ...(memory.length > 0 ? { memory: Math.max(...memory) } : {}),
    ...(waiting.length > 0 ? { waitingShare: Math.max(...waiting) } : {}),
    accuracy: round2(accuracy.at(-1)!),
    validationAccuracy: round2(validationAccuracy.at(-1)!),
  };
}

await main();
