import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { writeZipMembers, type ZipBatch, type ZipProblem } from './write-zip-members.js';

const require = createRequire(import.meta.url);

/** Threads take longer to start than less takes to unpack. */
const WORTH_THREADS = 2 ** 24;
/** More only wait for the disk. */
const MOST_THREADS = 4;

/** Threads that unpack members of a zip and write them as records; this one where there is little to do. */
export class ZipPool {
  readonly #pool: Piscina<ZipBatch, ZipProblem | undefined> | undefined;
  /** Batches that are worth being given at once. */
  readonly atOnce: number = 1;

  #closing: Promise<void> | undefined;

  /** @param bytes that there are to unpack in all, about */
  constructor(bytes: number) {
    const threads = Math.min(availableParallelism(), MOST_THREADS);
    if (threads === 1 || bytes < WORTH_THREADS) return;
    this.#pool = new Piscina({
      filename: require.resolve('#zip-worker'),
      ...{ minThreads: threads, maxThreads: threads, concurrentTasksPerWorker: 2 },
    });
    // The next batch lies ready when one is done.
    this.atOnce = threads * 2;
  }

  /** @returns what ended it early */
  async write(batch: ZipBatch): Promise<ZipProblem | undefined> {
    if (this.#pool) return this.#pool.run(batch);
    const problem = writeZipMembers(batch);
    // For whoever wants to interrupt it.
    await setImmediate();
    return problem;
  }

  /** Ends the threads; again and again, if need be. */
  async close(): Promise<void> {
    this.#closing ??= this.#pool?.destroy();
    await this.#closing;
  }
}
