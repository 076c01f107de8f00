import { strToU8, zipSync } from 'fflate';
import type { ExportedNetwork } from '../exported-network.js';
import { kerasConfig } from './keras-config.js';
import { weightsH5 } from './weights-h5.js';

/** The version whose files these are like; any Keras from 3.0 on reads them. */
const KERAS_VERSION = '3.15.1';

/**
 * A network as a `.keras` file, which `keras.saving.load_model` opens: a zip file of `metadata.json`, `config.json` and
 * `model.weights.h5`. What the network takes and gives, and the labels, are in the metadata under `teamnet`.
 * @throws ExportLayerError for a layer that Keras does not have
 */
export async function kerasFile(network: ExportedNetwork): Promise<Uint8Array> {
  const { labels, date, source, input } = network;
  const metadata = {
    keras_version: KERAS_VERSION,
    date_saved: date.replace('T', '@').slice(0, 19),
    teamnet: { source, input: 'RGB pixels 0..255, float32', ...input, output: 'logits, no softmax', labels },
  };
  const json = (value: object) => strToU8(JSON.stringify(value));
  const members = {
    'metadata.json': json(metadata),
    'config.json': json(kerasConfig(network)),
    'model.weights.h5': await weightsH5(network),
  };
  // Stored, as Keras does: weights hardly get smaller. The date is in the metadata.
  return zipSync(members, { level: 0, mtime: new Date(1980, 0, 1) });
}
