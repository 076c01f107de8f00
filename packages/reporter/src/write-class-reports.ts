import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { fromPlainError, type Language, type Workspace } from '@teamnet/records';
import type { TeamAnswer, WorkerTask } from './parallel/messages.js';
import { takeTeams } from './parallel/take-teams.js';
import type { WrittenReport } from './team-reports.js';

/** The reports of a team, or why there are none. */
export type ReportsOrNot = { team: string } & ({ reports: WrittenReport[] } | { problem: Error });

/** Teams that each thread has at least, since it takes as long to start one as to write a team's reports. */
const WORTH_A_THREAD = 2;
/** More would wait for the disk. */
const MOST_THREADS = 8;

/**
 * Writes the reports of several teams as `writeReports` does, byte for byte, in as many threads as are worth it. A
 * team whose files cannot be read, or whose reports cannot be written, stops none of the others.
 * @param options.language each team's own (`homework.language`, else `en`) when left out
 * @param options.threads as many as the machine has cores when left out; 1 stays in this one
 * @returns in the order of `teams`
 */
export async function* writeClassReports(
  workspace: Workspace,
  teams: readonly string[],
  options: { language?: Language; threads?: number } = {},
): AsyncIterable<ReportsOrNot> {
  const task: WorkerTask = {
    root: workspace.root,
    teams,
    language: options.language ?? null,
    next: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  };
  const answers = teams.map(() => new Answer());
  const worth = Math.floor(teams.length / WORTH_A_THREAD);
  const threads = Math.min(options.threads ?? availableParallelism(), MOST_THREADS, worth);
  const fail = (error: Error) => {
    for (const answer of answers) answer.reject(error);
  };
  // This thread writes, too.
  const workers = Array.from({ length: Math.max(0, threads - 1) }, () => startWorker(task, answers, fail));
  takeTeams(task, (index, came) => answers[index]!.resolve(came)).catch(fail);
  try {
    for (const [index, team] of teams.entries()) yield { team, ...(await answers[index]!.promise) };
  } finally {
    // Also those of a caller that stops in the middle.
    Atomics.store(new Int32Array(task.next), 0, teams.length);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startWorker(task: WorkerTask, answers: readonly Answer[], fail: (error: Error) => void): Worker {
  const worker = new Worker(new URL('./parallel/report-worker.js', import.meta.url), { workerData: task });
  worker.on('message', ({ index, ...came }: TeamAnswer) =>
    answers[index]!.resolve('problem' in came ? { problem: fromPlainError(came.problem) } : came),
  );
  worker.on('error', fail);
  worker.on('exit', (code) => {
    if (code !== 0) fail(new Error(`A thread that writes reports ended with ${code}.`));
  });
  return worker;
}

/** What is to come of a team. */
class Answer {
  resolve!: (came: { reports: WrittenReport[] } | { problem: Error }) => void;
  reject!: (error: Error) => void;
  readonly promise = new Promise<{ reports: WrittenReport[] } | { problem: Error }>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    // Whoever waits for it later is told; until then it is not unhandled.
    this.promise.catch(() => {});
  }
}
