import type { Run } from '@teamnet/records';
import type { Block } from '../page/document.js';

/** The numbers that a report claims for a run, for the grader: `<!-- run: {…} -->`. */
export function runMarker({ experiment, dataset, id, test, model }: Run): Block {
  const claim = {
    experiment,
    dataset: dataset.name,
    id,
    accuracy: test.accuracy,
    loss: test.loss,
    parameters: model.parameters.total,
  };
  return { kind: 'marker', text: `run: ${JSON.stringify(claim)}` };
}
