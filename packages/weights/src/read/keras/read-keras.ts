import type { LayerWeights } from '../weight-tensor.js';
import { isZip, zipMembers } from '../zip-members.js';
import { Hdf5Error, readHdf5 } from './read-hdf5.js';
import { isKeras3, readKeras3H5 } from './read-keras3-h5.js';
import { legacyRoot, readLegacyH5 } from './read-legacy-h5.js';

/** Whether bytes begin as an HDF5 file does. */
export function isHdf5(bytes: Uint8Array): boolean {
  return [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, index) => bytes[index] === byte);
}

/**
 * Reads a weights file of Keras: HDF5 in the legacy layout or that of Keras 3, or a `.keras` file, which is a zip file
 * with the latter in it.
 * @throws Hdf5Error, ZipError
 */
export async function readKeras(bytes: Uint8Array): Promise<{ layers: LayerWeights[]; ordered: boolean }> {
  if (isZip(bytes)) {
    const weights = zipMembers(bytes, (name) => name === 'model.weights.h5').get('model.weights.h5');
    if (!weights) throw new Hdf5Error('it is a zip file without the model.weights.h5 of a .keras file');
    return readKeras(weights);
  }
  const root = await readHdf5(bytes);
  const legacy = legacyRoot(root);
  if (legacy) return { layers: readLegacyH5(legacy), ordered: true };
  if (isKeras3(root)) return { layers: readKeras3H5(root), ordered: false };
  throw new Hdf5Error('it is an HDF5 file, but not of weights of Keras');
}
