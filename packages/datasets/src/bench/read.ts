import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { openPreparedFolder } from '../sources/open-prepared-folder.js';
import { prepareFromArchives } from '../sources/prepare-from-archives.js';
import { versionFolder } from '../version-folder.js';
import { median, medianRatio, round2, spread } from './figures/median.js';
import { ourProgram, tfdsProgram } from './processes/contender-programs.js';
import { benchOptions } from './processes/options.js';
import { packArchives } from './processes/pack-archives.js';
import { type Program, runProgram } from './processes/run-program.js';

const IMAGE_SIZE = 96;

/** What a contender says: `first` with the first batch, the rest at its end. */
interface Said {
  first?: number;
  seconds?: number;
  images?: number;
  memory?: number;
  /** sha256 over the sorted lines `key label`. */
  examples?: string;
  firstKeys?: string[];
}

interface Figures {
  /** Images a second of one pass, without starting up; one number a round. */
  pace: number[];
  /** Seconds from the start of the process to the first batch; empty for a limit. */
  firstBatch: number[];
  /** Seconds from the start of the process to its end. */
  process: number[];
  memory: number[];
  /** Of the last round. */
  examples: string;
  firstKeys: string[];
}

/**
 * `npm run bench -- read [--datasets …] [--rounds 5] [--images N] [--quick]`: one pass over the prepared records, decoded
 * and resized to 96 px in batches of 32, by Teamnet without its decoded cache and by tf.data, in turns and each in a
 * fresh process. The limit of decoding alone stands beside. Ends with one line of JSON: its ratio is of the pass, that
 * of the first batch counts from the start of the process.
 */
async function main(): Promise<void> {
  const { datasets, rounds, ...content } = benchOptions(5);
  const scratch = mkdtempSync(join(tmpdir(), 'teamnet-read-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const machine = { cpu: cpus()[0]?.model ?? '', threads: availableParallelism() };
  console.log(
    `${machine.cpu}, ${machine.threads} threads; train at ${IMAGE_SIZE} px, batch 32, ${rounds} rounds`,
  );
  const measured = new Map<string, Measured>();
  for (const name of datasets) {
    const { folder, builder } = await packArchives(name, content);
    const dataDir = join(scratch, name);
    const archives = builder.archives.map(({ file }) => join(folder, file));
    await prepareFromArchives(builder, { dataDir, cacheDir: join(scratch, 'cache') }, archives);
    measured.set(name, await measure(builder, dataDir, rounds, scratch));
    printTable(name, measured.get(name)!);
    rmSync(dataDir, { recursive: true, force: true });
  }
  const byName = <T>(figure: (of: Measured) => T) =>
    Object.fromEntries([...measured].map(([name, of]) => [name, figure(of)]));
  const ratioTo = (peer: Peer) => ({
    ratio: byName(({ figures }) => medianRatio(figures.teamnet.pace, figures[peer].pace)),
    firstBatch: byName(({ figures }) => medianRatio(figures[peer].firstBatch, figures.teamnet.firstBatch)),
  });
  console.log(
    JSON.stringify({
      ...{ bench: 'read', machine, rounds, imageSize: IMAGE_SIZE },
      same: byName(({ examples, levels }) => ({ examples, levels })),
      ours: byName(({ figures }) => summary(figures.teamnet)),
      peers: {
        'tf.data': byName(({ figures }) => summary(figures['tf.data'])),
        'tf.data without antialias': byName(({ figures }) => summary(figures['tf.data without antialias'])),
      },
      decodeOnly: {
        teamnet: byName(({ figures }) => round2(median(figures['our decoders, decode only'].pace))),
        'tf.data': byName(({ figures }) => round2(median(figures['tf.data, decode only'].pace))),
      },
      ratio: { 'tf.data': ratioTo('tf.data').ratio },
      firstBatchRatio: { 'tf.data': ratioTo('tf.data').firstBatch },
      plainRatio: { 'tf.data without antialias': ratioTo('tf.data without antialias').ratio },
    }),
  );
  const unlike = [...measured].find(([, { examples }]) => !examples);
  if (unlike) {
    console.error(
      `error: ${unlike[0]} came with other examples or labels.\n  → "npm run interop:tfds" shows where.`,
    );
    process.exitCode = 1;
  }
}

type Peer = 'tf.data' | 'tf.data without antialias';
type Contender = 'teamnet' | Peer | 'our decoders, decode only' | 'tf.data, decode only';

interface Measured {
  figures: Record<Contender, Figures>;
  /** Whether both gave the same examples with the same labels; tf.data reads several shards in turns. */
  examples: boolean;
  /** Largest and mean difference of a value of the images that are in the first batch of both, of 255. */
  levels: { max: number; mean: number };
}

async function measure(
  builder: DatasetBuilder,
  dataDir: string,
  rounds: number,
  scratch: string,
): Promise<Measured> {
  const folder = versionFolder(dataDir, builder);
  const cache = join(scratch, 'index-cache');
  const first = (name: string) => join(scratch, `first-${name}.u8`);
  const theirs = (what: string) =>
    tfdsProgram('tfdata_read.py', [builder.name, dataDir, String(IMAGE_SIZE), what, first(what)]);
  const programs: Record<Contender, Program> = {
    teamnet: ourProgram('our-read', [folder, String(IMAGE_SIZE), cache, first('teamnet')]),
    'tf.data': theirs('antialias'),
    'tf.data without antialias': theirs('plain'),
    'our decoders, decode only': ourProgram('our-decode', [folder, cache]),
    'tf.data, decode only': theirs('decode'),
  };
  const names = Object.keys(programs) as Contender[];
  const figures = Object.fromEntries(
    names.map((name) => [
      name,
      { pace: [], firstBatch: [], process: [], memory: [], examples: '', firstKeys: [] },
    ]),
  ) as unknown as Record<Contender, Figures>;
  // Everybody finds the records in the file cache, in every round.
  for await (const _ of openPreparedFolder(folder, { cacheDir: cache }).records('train'));
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      // An index from an earlier round would be a start that is not cold.
      rmSync(cache, { recursive: true, force: true });
      const said = await runProgram<Said>(programs[name]);
      const of = figures[name];
      for (const { said: line, at } of said) {
        if (line.first !== undefined) of.firstBatch.push(at);
        else {
          of.pace.push(line.images! / line.seconds!);
          of.process.push(at);
          if (line.memory !== undefined) of.memory.push(line.memory);
          of.examples = line.examples ?? '';
          of.firstKeys = line.firstKeys ?? [];
        }
      }
    }
  const [ours, antialiased] = ['teamnet', 'antialias'].map((name) => readFileSync(first(name)));
  return {
    figures,
    examples: figures.teamnet.examples === figures['tf.data'].examples,
    levels: difference([ours!, figures.teamnet.firstKeys], [antialiased!, figures['tf.data'].firstKeys]),
  };
}

type FirstBatch = [pixels: Uint8Array, keys: readonly string[]];

function difference(
  [ours, ourKeys]: FirstBatch,
  [theirs, theirKeys]: FirstBatch,
): { max: number; mean: number } {
  const bytes = IMAGE_SIZE * IMAGE_SIZE * 3;
  let [max, sum, count] = [0, 0, 0];
  for (const [index, key] of ourKeys.entries()) {
    const other = theirKeys.indexOf(key);
    if (other < 0) continue;
    for (let i = 0; i < bytes; i++, count++) {
      const levels = Math.abs(ours[index * bytes + i]! - theirs[other * bytes + i]!);
      max = Math.max(max, levels);
      sum += levels;
    }
  }
  return { max, mean: round2(sum / count) };
}

function printTable(name: string, { figures, examples, levels }: Measured): void {
  console.log(`\n${name}: images a second, median (least-most); seconds from the start of the process`);
  for (const [who, { pace, firstBatch, process: whole, memory }] of Object.entries(figures)) {
    const cold = firstBatch.length > 0 ? `first batch ${spread(firstBatch)} s` : '';
    const peak = memory.length > 0 ? `  ${Math.max(...memory)} MB` : '';
    console.log(`  ${who.padEnd(26)} ${spread(pace, 0).padEnd(20)} ${cold}  all ${spread(whole)} s${peak}`);
  }
  const { teamnet, 'tf.data': peer } = figures;
  console.log(
    `  Teamnet reads ${medianRatio(teamnet.pace, peer.pace)} times as fast as tf.data; its first batch is there ${medianRatio(peer.firstBatch, teamnet.firstBatch)} times sooner`,
  );
  console.log(
    `  ${examples ? 'the same' : 'OTHER'} examples and labels; first batch: ${levels.max} of 255 levels apart at most, ${levels.mean} in the mean`,
  );
}

function summary({ pace, firstBatch, memory }: Figures) {
  return {
    imagesPerSecond: round2(median(pace)),
    firstBatch: round2(median(firstBatch)),
    memory: Math.max(...memory),
  };
}

await main();
