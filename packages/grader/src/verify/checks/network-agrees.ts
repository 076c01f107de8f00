import { type RunCheck, sum } from '../run-check.js';
import { type RunEvidence, readBytes } from '../run-evidence.js';
import { readSavedModel } from '../saved-model.js';

/** The saved network has the layers, the parameters, the image size and the classes that run.json tells of. */
export const networkAgrees: RunCheck = {
  id: 'network',
  *find(evidence) {
    const { model, settings, dataset } = evidence.run;
    const { total, trainable, nonTrainable } = model.parameters;
    if (trainable + nonTrainable !== total)
      yield `model.parameters: ${trainable} trainable and ${nonTrainable} others are not ${total}`;
    const ofLayers = sum(model.layers.map(({ parameters }) => parameters));
    if (ofLayers !== total) yield `model.parameters.total is ${total}, the layers have ${ofLayers}`;
    const [first, last] = [model.layers[0]?.outputShape, model.layers.at(-1)?.outputShape];
    const { imageSize } = settings.training;
    if (first && JSON.stringify(first.slice(1, 3)) !== JSON.stringify([imageSize, imageSize]))
      yield `the first layer is of ${first.slice(1).join(' x ')}, the settings say ${imageSize} pixels`;
    if (last && last.at(-1) !== dataset.labels.length)
      yield `the last layer gives ${last.at(-1)} numbers, the data set has ${dataset.labels.length} classes`;
    yield* savedAgrees(evidence);
  },
};

function* savedAgrees(evidence: RunEvidence): Iterable<string> {
  const { model } = evidence.run;
  const json = readBytes(evidence, 'model/model.json');
  const weights = readBytes(evidence, 'model/weights.bin');
  if (json === null || weights === null) return; // said by the check of files
  const saved = readSavedModel(json.toString('utf8'));
  if (typeof saved === 'string') {
    yield `model/model.json: ${saved}`;
    return;
  }
  if (saved.parameters !== model.parameters.total)
    yield `model/model.json has ${saved.parameters} parameters, run.json ${model.parameters.total}`;
  if (weights.length !== saved.bytes)
    yield `model/weights.bin has ${weights.length} bytes, its network takes ${saved.bytes}`;
  const said = model.layers.map(({ name }) => name);
  const other =
    said.find((name) => !saved.layers.includes(name)) ?? saved.layers.find((name) => !said.includes(name));
  if (other !== undefined) yield `the layer "${other}" is only in one of model/model.json and run.json`;
  const floats = new Float32Array(
    Uint8Array.from(weights.subarray(0, weights.length - (weights.length % 4))).buffer,
  );
  if (floats.some((value) => !Number.isFinite(value)))
    yield 'model/weights.bin has weights that are no numbers';
  else if (floats.length > 0 && floats.every((value) => value === 0)) yield 'model/weights.bin is all zeros';
}
