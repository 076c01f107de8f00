import type { TrainEvent } from '../train-event.js';
import { everySetting } from './every-setting.js';
import { FixtureWorkspace } from './make-workspace.js';

/** A process of its own that trains a fixture's homework and is killed, as by kill -9, in its second epoch. */
const made = new FixtureWorkspace(process.argv[2]);
Object.assign(made.homework.training, everySetting);
await made.train({
  onEvent: (event: TrainEvent) => {
    if (event.type === 'step' && event.epoch === 2) process.kill(process.pid, 'SIGKILL');
  },
});
