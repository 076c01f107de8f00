import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { RecordWriteError, writeWhole } from '@teamnet/records';
import { ExportPlaceError } from '../errors.js';
import type { ExportedNetwork } from './exported-network.js';
import { kerasFile } from './keras/keras-file.js';
import { weightsH5 } from './keras/weights-h5.js';
import { onnxFile } from './onnx/onnx-file.js';
import { savedModelFiles } from './saved-model/saved-model-files.js';

/** A form that a network is written in. */
interface ExportFormat {
  /** What the file's name must end with; `''` for a folder. */
  extension: string;
  /** One sentence for the command line. */
  description: string;
  /** One file, or a folder's files by path. */
  make(network: ExportedNetwork): Promise<Uint8Array | Map<string, Uint8Array>>;
}

/** Names for `teamnet export --to`. */
export type ExportFormatName = 'keras' | 'weights-h5' | 'saved-model' | 'onnx';

/** Every format; a new one is a folder beside this file and an entry here. */
export const EXPORT_FORMATS: Readonly<Record<ExportFormatName, ExportFormat>> = {
  keras: {
    extension: '.keras',
    description: 'network and weights for keras.saving.load_model (Keras 3)',
    make: kerasFile,
  },
  'weights-h5': {
    extension: '.weights.h5',
    description: 'the weights alone, for load_weights of the same network in Keras 3',
    make: weightsH5,
  },
  'saved-model': {
    extension: '',
    description: 'a folder for tf.saved_model.load and TensorFlow Serving',
    make: async (network) => savedModelFiles(network),
  },
  onnx: {
    extension: '.onnx',
    description: 'network and weights for ONNX Runtime and whatever else reads ONNX',
    make: async (network) => onnxFile(network),
  },
};

/** What was written. */
export interface ExportResult {
  /** Absolute; a folder for `saved-model`. */
  path: string;
  format: ExportFormatName;
  bytes: number;
}

/**
 * Writes a network in one of the formats, whole or not at all; what an earlier export left under that name is replaced.
 * @param path file, or folder for `saved-model`
 * @throws ExportPlaceError for a name that the format does not have or that something else has; ExportLayerError for a
 *   layer that the format does not know; RecordWriteError
 */
export async function writeExport(
  network: ExportedNetwork,
  format: ExportFormatName,
  path: string,
): Promise<ExportResult> {
  const place = resolve(path);
  checkPlace(place, format);
  const made = await EXPORT_FORMATS[format].make(network);
  const contents = made instanceof Map ? [...made.values()] : [made];
  const bytes = contents.reduce((sum, content) => sum + content.length, 0);
  if (made instanceof Map) writeFolder(place, made);
  else writeWhole(place, made);
  return { path: place, format, bytes };
}

function checkPlace(place: string, format: ExportFormatName): void {
  const { extension } = EXPORT_FORMATS[format];
  if (!place.endsWith(extension))
    throw new ExportPlaceError(
      place,
      `the name of an export to ${format} ends with ${extension}.`,
      `Write --out ${basename(place)}${extension}.`,
    );
  const there = statSync(place, { throwIfNoEntry: false });
  if (!there) return;
  if (extension !== '') {
    if (!there.isFile())
      throw new ExportPlaceError(place, 'there is a folder of that name.', 'Choose another --out.');
    return;
  }
  const replaceable =
    there.isDirectory() && (existsSync(join(place, 'saved_model.pb')) || readdirSync(place).length === 0);
  if (!replaceable)
    throw new ExportPlaceError(
      place,
      'something else than an exported SavedModel has that name.',
      'Choose another --out, or move it away.',
    );
}

/** To a draft beside it, which takes its place. */
function writeFolder(place: string, files: ReadonlyMap<string, Uint8Array>): void {
  const unique = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const [draft, old] = ['draft', 'old'].map((kind) =>
    join(dirname(place), `.${basename(place)}.${kind}-${unique}`),
  ) as [string, string];
  try {
    for (const [name, content] of files) {
      mkdirSync(dirname(join(draft, name)), { recursive: true });
      writeFileSync(join(draft, name), content);
    }
    if (existsSync(place)) renameSync(place, old);
    renameSync(draft, place);
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new RecordWriteError(place, error as NodeJS.ErrnoException);
  }
}
