import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { WeightsFileError } from '../errors.js';
import { BytesError } from './byte-reader.js';
import { Hdf5Error } from './keras/read-hdf5.js';
import { isHdf5, readKeras } from './keras/read-keras.js';
import { isLegacyTorch } from './torch/read-legacy.js';
import { PickleRefusedError } from './torch/read-pickle.js';
import { readTorch } from './torch/read-torch.js';
import type { LayerWeights, WeightsFile } from './weight-tensor.js';
import { isZip, ZipError, zipMembers } from './zip-members.js';

/** Larger ones do not fit into an array of bytes beside their numbers. */
const MOST_BYTES = 2 ** 31 - 1;
const READING_ERRORS = [PickleRefusedError, BytesError, Hdf5Error, ZipError];
const KINDS =
  'Use a file of Keras (.h5, .weights.h5, .keras) or a state dictionary of PyTorch (.pth, .pt), and check that it was downloaded whole.';

/**
 * Reads a weights file of Keras (`.h5` of the applications, `.weights.h5`, `.keras`) or PyTorch (a state dictionary, in
 * the format of before 1.6 or the zip file since). What it is follows from its first bytes, not its name. Nothing in
 * the file is run: torch's pickles are read by a small interpreter that knows tensors and refuses all else.
 *
 * @throws WeightsFileError for a file that is missing, cut off, damaged, hostile or of another kind
 */
export async function readWeightsFile(file: string): Promise<WeightsFile> {
  const bytes = readBytes(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const found = await readAny(bytes);
    const layers = found.layers.filter(({ tensors }) => tensors.length > 0);
    if (layers.length === 0) throw new WeightsFileError(file, 'it holds no weights.', KINDS);
    return { ...found, file, layers, sha256 };
  } catch (error) {
    if (READING_ERRORS.some((kind) => error instanceof kind))
      throw new WeightsFileError(file, `${(error as Error).message}.`, KINDS, error);
    throw error;
  }
}

async function readAny(bytes: Uint8Array): Promise<Omit<WeightsFile, 'file' | 'sha256'>> {
  const torch = (layers: LayerWeights[]) => ({ layout: 'torch', layers, ordered: true }) as const;
  if (isLegacyTorch(bytes)) return torch(readTorch(bytes));
  const isKerasZip = isZip(bytes) && zipMembers(bytes, (name) => name === 'model.weights.h5').size > 0;
  if (isHdf5(bytes) || isKerasZip) return { layout: 'keras', ...(await readKeras(bytes)) };
  if (isZip(bytes)) return torch(readTorch(bytes));
  throw new PickleRefusedError('it is neither HDF5 nor of torch.save');
}

function readBytes(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile())
    throw new WeightsFileError(file, 'there is no such file.', `Check the path. ${KINDS}`);
  if (found.size > MOST_BYTES)
    throw new WeightsFileError(file, `it has ${found.size} bytes, more than are read.`, KINDS);
  return readFileSync(file);
}
