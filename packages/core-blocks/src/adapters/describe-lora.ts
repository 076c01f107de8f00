import type { RunLora } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import type { LoraAdapters } from './add-lora.js';

/**
 * How much of a network is trained with adapters: they and the head.
 * @param model the network that they were added to, merged or not
 */
export function describeLora(adapters: LoraAdapters, model: tf.LayersModel): RunLora {
  const { rank, alpha, layers, variables } = adapters;
  const adapterParameters = variables.reduce((sum, { size }) => sum + size, 0);
  const head = model.outputLayers[0]!.countParams();
  const trainedParameters = adapterParameters + head;
  const trainedShare = trainedParameters / model.countParams();
  return { rank, alpha, layers, adapterParameters, trainedParameters, trainedShare };
}
