import { isClose, type RunCheck } from '../run-check.js';
import { type RunEvidence, readBytes } from '../run-evidence.js';

const FILE = 'history.jsonl';

/** history.jsonl, which was written while the network trained, says line by line what run.json says. */
export const historyAgrees: RunCheck = {
  id: 'history',
  *find(evidence) {
    const { history, dataset, settings } = evidence.run;
    yield* fileAgrees(evidence);
    const whole = (share: number, n: number) => Math.abs(share * n - Math.round(share * n)) < 1e-4;
    const { train, validation } = dataset.splits;
    const mixed = settings.training.augment.some((one) => /mixup|cutmix/.test(JSON.stringify(one)));
    for (const { epoch, loss, validationLoss, accuracy, validationAccuracy } of history) {
      if (!(loss >= 0 && validationLoss >= 0))
        yield `epoch ${epoch} has the losses ${loss} and ${validationLoss}`;
      // An accuracy is a number of images over all images.
      if (!mixed && !whole(accuracy, train.numExamples))
        yield `accuracy ${accuracy} of epoch ${epoch} is no share of ${train.numExamples} training images`;
      if (!whole(validationAccuracy, validation.numExamples))
        yield `validationAccuracy ${validationAccuracy} of epoch ${epoch} is no share of ${validation.numExamples} images`;
    }
    const { learningRateSchedule, transfer, optimizer } = settings.training;
    const other = history.find(({ learningRate }) => !isClose(learningRate, optimizer.learningRate, 1e-6));
    if (other && !learningRateSchedule && !transfer)
      yield `learningRate of epoch ${other.epoch} is ${other.learningRate}, the settings say ${optimizer.learningRate} throughout`;
  },
};

function* fileAgrees(evidence: RunEvidence): Iterable<string> {
  const { history } = evidence.run;
  const text = readBytes(evidence, FILE)?.toString('utf8') ?? null;
  if (text === null) return; // said by the check of files
  const lines = text.trimEnd().split('\n');
  if (lines.length !== history.length) {
    yield `${FILE} has ${lines.length} epochs, run.json ${history.length}`;
    return;
  }
  for (const [index, line] of lines.entries()) {
    let epoch: Record<string, unknown>;
    try {
      epoch = JSON.parse(line) as Record<string, unknown>;
    } catch {
      yield `${FILE}:${index + 1} is not JSON`;
      continue;
    }
    for (const [key, value] of Object.entries(history[index]!))
      if (epoch?.[key] !== value)
        yield `${key} of epoch ${index + 1} is ${value} in run.json, ${String(epoch?.[key])} in ${FILE}:${index + 1}`;
  }
}
