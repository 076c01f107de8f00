import type { TrainingSettings } from './homework.js';

/** What of a transfer that fits its schema cannot go together; null when all can. */
export function transferProblem({ transfer, lora, distillation }: TrainingSettings): string | null {
  if (!transfer)
    return lora
      ? '"lora" leaves the weights as they are, so it needs pretrained ones: add "transfer", with the method initialization.'
      : null;
  const { from, method, stages } = transfer;
  if (typeof from === 'object') {
    const { run, file, dataset } = from as { run?: string; file?: string; dataset?: string };
    if ((run === undefined) === (file === undefined))
      return '"transfer.from" must have either "run" or "file".';
    if (dataset !== undefined && run === undefined)
      return '"transfer.from.dataset" says which run is meant; it needs "run".';
  }
  if (stages && method !== 'fine-tuning')
    return `"transfer.stages" belongs to the method fine-tuning; ${method} has none.`;
  if (lora && method !== 'initialization')
    return `"lora" freezes the network in its own way, and does not go together with "transfer.method" ${method}; use initialization.`;
  if (distillation && method === 'feature-extraction')
    return '"distillation" needs the photos themselves, which "transfer.method" feature-extraction sees only once; use fine-tuning.';
  return null;
}
