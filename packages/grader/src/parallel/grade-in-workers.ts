import { Worker } from 'node:worker_threads';
import type { Workspace } from '@teamnet/records';
import type { GradedOrNot } from '../grade-class.js';
import type { RegradeOptions } from '../regrade-team.js';
import { fromAnswer, type TeamAnswer, type TeamRequest, type WorkerTask } from './messages.js';

/** Teams that a thread may be ahead of the one that is printed, so that what waits stays small. */
const AHEAD = 4;

/**
 * Grades teams in several threads.
 * @returns in the order of `teams`
 */
export async function* gradeInWorkers(
  workspace: Workspace,
  teams: readonly string[],
  options: RegradeOptions & { rivals: ReadonlyMap<string, readonly string[]> },
  threads: number,
): AsyncIterable<GradedOrNot> {
  const task: WorkerTask = {
    root: workspace.root,
    rubric: options.rubric.file,
    force: options.force ?? false,
  };
  const workers = Array.from({ length: threads }, () => new GradingThread(task));
  const rivals = byTeam(options.rivals);
  const begun: Promise<GradedOrNot>[] = [];
  try {
    for (const index of teams.keys()) {
      for (let next = begun.length; next < teams.length && next < index + AHEAD * threads; next++) {
        const team = teams[next]!;
        const answer = workers[next % threads]!.grade({ team, rivals: rivals.get(team) ?? [] });
        // Whoever waits for it later is told; until then it is not unhandled.
        answer.catch(() => {});
        begun.push(answer);
      }
      yield await begun[index]!;
      delete begun[index];
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

/** By the team's name in `apps/<team>/discussion/<student>.md`. */
function byTeam(rivals: ReadonlyMap<string, readonly string[]>): Map<string, TeamRequest['rivals']> {
  const teams = new Map<string, TeamRequest['rivals']>();
  for (const [file, others] of rivals) {
    const team = file.split('/')[1]!;
    const known = teams.get(team);
    if (known) known.push([file, others]);
    else teams.set(team, [[file, others]]);
  }
  return teams;
}

/** A worker that answers in the order in which it is asked. */
class GradingThread {
  readonly #worker: Worker;
  readonly #waiting: { resolve(graded: GradedOrNot): void; reject(error: Error): void }[] = [];

  constructor(task: WorkerTask) {
    this.#worker = new Worker(new URL('./grade-worker.js', import.meta.url), {
      workerData: task,
      // The pieces of a report, which live until its student is graded, fill the usual one several times.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    this.#worker.on('message', (answer: TeamAnswer) => this.#waiting.shift()!.resolve(fromAnswer(answer)));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`A thread that grades ended with ${code}.`)));
  }

  grade(request: TeamRequest): Promise<GradedOrNot> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
