import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InputRule, toJson, writeWhole } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';

const MODEL = 'model.json';
const WEIGHTS = 'weights.bin';

/**
 * Saves a network in the tfjs layers format: `model.json` (topology and a manifest of the weights) and `weights.bin`
 * (float32, little-endian, in the manifest's order). The same on every engine; `tf.loadLayersModel` reads it, and
 * `getUserDefinedMetadata()` of what it gives says the labels and how photos become pixels.
 * @param use.labels in the order of the logits
 */
export async function saveModel(
  model: tf.LayersModel,
  folder: string,
  use: { labels: readonly string[]; input: InputRule },
): Promise<void> {
  model.setUserDefinedMetadata({
    ...{ labels: [...use.labels], input: 'RGB pixels 0..255, float32', ...use.input },
    output: 'logits, no softmax',
  });
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(artifacts.weightData));
      writeWhole(join(folder, WEIGHTS), weights);
      const { modelTopology, format, generatedBy, convertedBy, userDefinedMetadata, weightSpecs } = artifacts;
      const weightsManifest = [{ paths: [WEIGHTS], weights: weightSpecs }];
      writeWhole(
        join(folder, MODEL),
        toJson({ format, generatedBy, convertedBy, userDefinedMetadata, modelTopology, weightsManifest }),
      );
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
    }),
  );
}

/** Loads what `saveModel` saved. The classes of its layers must have been registered with tfjs. */
export async function loadModel(folder: string): Promise<tf.LayersModel> {
  const json = JSON.parse(readFileSync(join(folder, MODEL), 'utf8')) as tf.io.ModelJSON;
  const weightData = Uint8Array.from(readFileSync(join(folder, WEIGHTS))).buffer;
  const weightSpecs = json.weightsManifest.flatMap(({ weights }) => weights);
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology as object,
      ...(json.userDefinedMetadata ? { userDefinedMetadata: json.userDefinedMetadata } : {}),
      ...{ weightSpecs, weightData },
    }),
  );
}
