import type { Epoch, RunTransfer, Transfer } from '@teamnet/records';
import type { NetworkStage } from '../open-stages.js';
import type { TransferOrigin } from './transfer-origin.js';

/** What a run's run.json says of its transfer. */
export function describeTransfer(
  { method }: Transfer,
  { source }: TransferOrigin,
  stages: readonly NetworkStage[],
  history: readonly Epoch[],
  features: RunTransfer['features'],
): RunTransfer {
  return {
    method,
    source,
    stages: stages.map(({ learningRate, unfrozen, trainable, frozen }, index) => ({
      epochs: history.filter(({ stage = 1 }) => stage === index + 1).length,
      learningRate,
      unfrozenLayers: unfrozen,
      trainable,
      frozen,
    })),
    ...(features ? { features } : {}),
  };
}
