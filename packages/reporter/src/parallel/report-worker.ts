import { parentPort, workerData } from 'node:worker_threads';
import { toPlainError } from '@teamnet/records';
import type { TeamAnswer, WorkerTask } from './messages.js';
import { takeTeams } from './take-teams.js';

// A thread that writes the reports of the teams that it takes.
await takeTeams(workerData as WorkerTask, (index, came) => {
  const answer: TeamAnswer =
    'problem' in came ? { index, problem: toPlainError(came.problem) } : { index, ...came };
  parentPort!.postMessage(answer);
});
