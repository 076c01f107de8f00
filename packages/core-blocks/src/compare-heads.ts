import type { ModelSettings } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { type BuildOptions, buildModel } from './build-model.js';
import { ModelShapeError } from './errors.js';
import { modelFingerprint } from './model-fingerprint.js';
import { countWeights } from './summarize.js';

/** A network with one of the two ways from feature maps to a vector. */
export interface HeadRow {
  head: 'global-average-pooling' | 'flatten';
  /** Length of the vector that the last layer is given. */
  features: number;
  /** Parameters of the last layer. */
  headParameters: number;
  /** Parameters of the whole network. */
  totalParameters: number;
}

/**
 * The same network with global average pooling (Lin et al. 2013) and with flattening before its last layer, side by
 * side: averaging keeps one number a channel, flattening all of them, so that the head grows with the image.
 *
 * @throws ModelShapeError where the network does not follow the option `globalPooling`; and as `buildModel`
 */
export async function compareHeads(settings: ModelSettings, options: BuildOptions): Promise<HeadRow[]> {
  const rows: HeadRow[] = [];
  const fingerprints = new Set<string>();
  for (const globalPooling of [true, false]) {
    const model = await buildModel({ ...settings, options: { ...settings.options, globalPooling } }, options);
    fingerprints.add(modelFingerprint(model));
    rows.push(describe(model, globalPooling ? 'global-average-pooling' : 'flatten'));
    model.dispose();
  }
  if (fingerprints.size === 1)
    throw new ModelShapeError(
      settings.name,
      'its heads cannot be compared: it is the same with the option "globalPooling" true and false.',
      'Hand it on in your src/model.ts: blocks.classifierHead(x, { classes, globalPooling: options.globalPooling }). VGG16 with top always flattens.',
    );
  return rows;
}

function describe(model: tf.LayersModel, head: HeadRow['head']): HeadRow {
  const last = model.outputLayers[0]!;
  return {
    head,
    features: (last.input as tf.SymbolicTensor).shape.at(-1)!,
    headParameters: countWeights(last.weights),
    totalParameters: countWeights(model.weights),
  };
}
