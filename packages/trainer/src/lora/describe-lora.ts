import type { LoraAdapters } from '@teamnet/core-blocks';
import type { RunLora } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';

/**
 * What a run's run.json says of its adapters.
 * @param model with the adapters merged
 */
export function describeLora(adapters: LoraAdapters, model: tf.LayersModel): RunLora {
  const { rank, alpha, layers, variables } = adapters;
  const adapterParameters = variables.reduce((sum, { size }) => sum + size, 0);
  const head = model.outputLayers[0]!.countParams();
  const trainedParameters = adapterParameters + head;
  const trainedShare = trainedParameters / model.countParams();
  return { rank, alpha, layers, adapterParameters, trainedParameters, trainedShare };
}
