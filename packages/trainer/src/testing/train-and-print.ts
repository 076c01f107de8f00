import { everySetting } from './every-setting.js';
import { FixtureWorkspace } from './make-workspace.js';

/** A process of its own that trains a fixture's homework with a seed and prints what the training ended with. */
const made = new FixtureWorkspace();
try {
  Object.assign(made.homework.training, everySetting, { seed: Number(process.argv[2]) });
  const { run } = await made.trainOne();
  const weights = run.files.find(({ path }) => path === 'model/weights.bin')!.sha256;
  const history = run.history.map(
    ({ seconds: _, imagesPerSecond: __, waitSeconds: ___, ...numbers }) => numbers,
  );
  console.log(JSON.stringify({ weights, history, test: run.test, mode: run.engine.mode }));
} finally {
  made.remove();
}
