import { parentPort, workerData } from 'node:worker_threads';
import { Workspace } from '@teamnet/records';
import { gradeOne } from '../grade-class.js';
import { openRubric } from '../rubric/open-rubric.js';
import { type TeamRequest, toAnswer, type WorkerTask } from './messages.js';

// A thread that grades the teams it is asked for, one after the other.
const { root, rubric, force } = workerData as WorkerTask;
const workspace = new Workspace(root);
const opened = openRubric(workspace, rubric);
parentPort!.on('message', ({ team, rivals }: TeamRequest) => {
  const graded = gradeOne(workspace, team, { rubric: opened, force, rivals: new Map(rivals) });
  parentPort!.postMessage(toAnswer(graded));
});
