import type { Run } from '@teamnet/records';
import { CURVES, DATASETS, EXPECTED, MISTAKES, RESULTS, TEAM } from './discussion-phrases.js';
import type { Random } from './random.js';

/**
 * What one student writes about their runs: about 200 words below the template's headings, with numbers that are the
 * runs'. Put together from some hundred phrases, so that hardly a sentence is another student's.
 * @param runs the student's own
 */
export function writeDiscussion(random: Random, runs: readonly Run[]): string {
  const sentence = (parts: readonly (readonly string[])[]) =>
    parts.map((part) => random.pick(part)).join(' ');
  return `# Discussion

## My experiment

> What did you expect before the training, and why?

${sentence(EXPECTED)}

> Why did it come out like this? Which numbers of your report speak for your explanation, and which against it?

${runs.map((run) => fill(sentence(RESULTS), resultOf(run))).join(' ')}

> Does your network overfit? From which epoch do you see it in the validation loss?

${runs.map((run) => fill(sentence(CURVES), curveOf(run))).join(' ')}

## Mistakes

> Look at the misclassified photos: what do they have in common?

${sentence(MISTAKES)}

## The two data sets

> The network is the same: why is one data set harder than the other?

${sentence(DATASETS)}

## My team and I

> Which experiment of a team-mate surprised you, and what would you try next?

${sentence(TEAM)}
`;
}

function resultOf({ experiment, dataset, test }: Run) {
  const hardest = test.perClass.reduce((low, row) => ((row.recall ?? 1) < (low.recall ?? 1) ? row : low));
  return {
    experiment,
    data: dataset.name,
    accuracy: percent(test.accuracy),
    hardest: hardest.label,
    recall: percent(hardest.recall ?? 0),
  };
}

function curveOf({ dataset, history, bestEpoch }: Run) {
  const last = history.at(-1)!;
  return {
    data: dataset.name,
    epoch: String(bestEpoch),
    low: history[bestEpoch - 1]!.validationLoss.toFixed(3),
    last: String(last.epoch),
    end: last.validationLoss.toFixed(3),
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function fill(phrase: string, values: Record<string, string>): string {
  return phrase.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
}
