import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { askTfds } from '../interop/ask-tfds.js';
import { median, medianRatio, round2, spread } from './figures/median.js';
import { measureRawWork, type RawWork } from './figures/raw-work.js';
import { ourProgram, tfdsProgram } from './processes/contender-programs.js';
import { benchOptions } from './processes/options.js';
import { type PackedArchives, packArchives } from './processes/pack-archives.js';
import { runProgram } from './processes/run-program.js';
import { serveArchives } from './processes/serve-archives.js';

interface Figures {
  /** Seconds from the first request to the whole data set on disk, one number a round. */
  prepare: number[];
  /** The same with what was written flushed to the disk: TFDS leaves that to the system, Teamnet does it in any case. */
  flushed: number[];
  /** Seconds of the whole process, without TFDS' flushing. */
  process: number[];
  /** MB. */
  memory: number[];
}

/** What a contender says. */
interface Said {
  seconds: number;
  /** Absent where nothing is left to flush. */
  flushed?: number;
  memory: number;
}

interface Measured {
  ours: Figures;
  tfds: Figures;
  same: Sameness;
  raw: RawWork;
}

/**
 * `npm run bench -- prepare [--datasets …] [--rounds 5] [--images N] [--quick]`: Teamnet and Python's TFDS each download
 * the same archives from a server on this machine, check and prepare them, in turns and each in a fresh process; then
 * TFDS reads what both wrote. Both have loaded what they need when the time begins, which ends when the call returns:
 * the archives downloaded, checked and gone or kept, the data set under its name, ours on the disk. Ends with one line
 * of JSON: its ratio is of that, `flushedRatio` with TFDS' files flushed as well; `limit` is what the bytes cost whoever prepares them.
 */
async function main(): Promise<void> {
  const { datasets, rounds, ...content } = benchOptions(5);
  const scratch = mkdtempSync(join(tmpdir(), 'teamnet-prepare-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const machine = { cpu: cpus()[0]?.model ?? '', threads: availableParallelism() };
  console.log(`${machine.cpu}, ${machine.threads} threads; ${rounds} rounds`);
  const measured = new Map<string, Measured>();
  for (const name of datasets) {
    const packed = await packArchives(name, content);
    const figures = await measure(packed, rounds, scratch);
    measured.set(name, { ...figures, raw: await measureRawWork(packed, scratch) });
    printTable(name, packed, measured.get(name)!);
  }
  const byName = <T>(figure: (of: Measured) => T) =>
    Object.fromEntries([...measured].map(([name, of]) => [name, figure(of)]));
  console.log(
    JSON.stringify({
      ...{ bench: 'prepare', machine, rounds },
      same: byName(({ same }) => same),
      ours: byName(({ ours }) => summary(ours)),
      peers: { tfds: byName(({ tfds }) => summary(tfds)) },
      limit: byName(({ raw }) => round2(raw.limit)),
      ratio: { tfds: byName(({ ours, tfds }) => medianRatio(tfds.prepare, ours.prepare)) },
      flushedRatio: { tfds: byName(({ ours, tfds }) => medianRatio(tfds.flushed, ours.flushed)) },
      processRatio: { tfds: byName(({ ours, tfds }) => medianRatio(tfds.process, ours.process)) },
    }),
  );
  if ([...measured.values()].some(({ same }) => !same.records)) {
    console.error('error: the two did not write the same records.\n  → "npm run interop:tfds" shows where.');
    process.exitCode = 1;
  }
}

async function measure({ folder, builder }: PackedArchives, rounds: number, scratch: string) {
  const base = await serveArchives(folder);
  const asked = join(scratch, `${builder.name}.json`);
  writeFileSync(asked, JSON.stringify({ name: builder.name, archives: builder.archives }));
  const [byTeamnet, byTfds, cache] = ['teamnet', 'tfds', 'cache'].map((each) => join(scratch, each));
  const programs = [
    // As `teamnet data prepare` runs: the allocator's settings are for training.
    ourProgram('our-prepare', [asked, base, byTeamnet!, cache!], { GLIBC_TUNABLES: undefined }),
    tfdsProgram('tfds_prepare.py', [asked, base, byTfds!]),
  ];
  const figures = programs.map((): Figures => ({ prepare: [], flushed: [], process: [], memory: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const path of [byTeamnet!, byTfds!, cache!]) rmSync(path, { recursive: true, force: true });
    // Whoever goes second finds the archives in the file cache: they take turns at that, too.
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      // Teamnet flushes what it wrote, TFDS does not: what the one before left unwritten is nobody's time.
      if (process.platform !== 'win32') execFileSync('sync');
      // Nor what the disk still frees of it, while TFDS would be loading.
      await setTimeout(1000);
      const [{ said, at }] = (await runProgram<Said>(programs[index]!)) as [{ said: Said; at: number }];
      figures[index]!.prepare.push(said.seconds);
      figures[index]!.flushed.push(said.flushed ?? said.seconds);
      figures[index]!.process.push(at - ((said.flushed ?? said.seconds) - said.seconds));
      figures[index]!.memory.push(said.memory);
    }
  }
  const same = await sameness(builder.name, byTeamnet!, byTfds!, scratch);
  for (const path of [byTeamnet!, byTfds!]) rmSync(path, { recursive: true, force: true });
  return { ours: figures[0]!, tfds: figures[1]!, same };
}

interface Sameness {
  /** Whether TFDS reads the same info, keys, labels and image bytes in the same order from both. */
  records: boolean;
  numRecords: number;
  /** How many of the files are the same byte for byte; those of protobuf may differ in the order of a map. */
  files: string;
}

async function sameness(name: string, ours: string, theirs: string, scratch: string): Promise<Sameness> {
  const talk = join(scratch, 'talk');
  mkdirSync(talk, { recursive: true });
  const [ourReading, theirReading] = await askTfds(
    talk,
    [ours, theirs].map((dataDir) => ({ task: 'read', name, dataDir })),
  );
  const [a, b] = [ours, theirs].map((dataDir) => filesOf(join(dataDir, name)));
  const same = [...a!].filter(([file, bytes]) => b!.get(file)?.equals(bytes)).length;
  return {
    records:
      theirReading!.error === undefined &&
      isDeepStrictEqual(ourReading, theirReading) &&
      // Beside them we keep who made the photos.
      [...b!.keys()].every((file) => a!.has(file)),
    numRecords: Object.values(theirReading!.records ?? {}).reduce((sum, rows) => sum + rows.length, 0),
    files: `${same} of ${b!.size}`,
  };
}

/** The files of the one version that is there. */
function filesOf(folder: string): Map<string, Buffer> {
  const [version] = readdirSync(folder);
  return new Map(
    readdirSync(join(folder, version!))
      .sort()
      .map((file) => [file, readFileSync(join(folder, version!, file))]),
  );
}

function printTable(name: string, { builder }: PackedArchives, { ours, tfds, same, raw }: Measured): void {
  const megabytes = builder.archives.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  console.log(`\n${name}: ${same.numRecords} images, archives of ${megabytes.toFixed(0)} MB`);
  console.log('seconds, median (least-most): preparing; the whole process; peak memory');
  for (const [who, { prepare, process: whole, memory }] of Object.entries({ Teamnet: ours, TFDS: tfds }))
    console.log(`  ${who.padEnd(8)} ${spread(prepare)}   ${spread(whole)}   ${Math.max(...memory)} MB`);
  console.log(
    `  ratio    ${medianRatio(tfds.prepare, ours.prepare)}   ${medianRatio(tfds.process, ours.process)}; with TFDS' files flushed to the disk as ours are, ${spread(tfds.flushed)} s, ${medianRatio(tfds.flushed, ours.flushed)}`,
  );
  const parts = `sha256 ${raw.sha256.toFixed(2)}, zlib ${raw.unpack.toFixed(2)}, writing and flushing ${raw.write.toFixed(2)}`;
  console.log(`  limit    ${raw.limit.toFixed(2)} for these bytes alone by all processors: ${parts} by one`);
  console.log(
    `  TFDS reads ${same.records ? 'the same' : 'DIFFERENT'} records from both; ${same.files} files are the same byte for byte`,
  );
}

function summary({ prepare, process: whole, memory }: Figures) {
  return { seconds: round2(median(prepare)), process: round2(median(whole)), memory: Math.max(...memory) };
}

await main();
