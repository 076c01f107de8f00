import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { TeamnetError } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { createJiti } from 'jiti';
import { blocks } from './blocks/all-blocks.js';
import { ModelFileError } from './errors.js';

/** What a team's own network is given beside its input. */
export interface ModelContext {
  /** Number of classes: units of the head. */
  classes: number;
  /** Height and width of the images in pixels. */
  imageSize: number;
  /** `model.options` of homework.json, as it stands there. */
  options: Readonly<Record<string, unknown>>;
  /** The building blocks of the lecture. */
  blocks: typeof blocks;
  /** TensorFlow.js, for layers of one's own: `tf.layers.…`. */
  tf: typeof tf;
}

/**
 * The default export of `apps/<team>/src/model.ts`: builds a network from raw pixels [batch, S, S, 3] 0..255 to
 * logits [batch, classes].
 */
export type ModelBuilder = (
  input: tf.SymbolicTensor,
  context: ModelContext,
) => tf.SymbolicTensor | tf.LayersModel | Promise<tf.SymbolicTensor | tf.LayersModel>;

/** Whether `model.name` in homework.json is a file of the team's own. */
export function isModelFile(name: string): boolean {
  return name.startsWith('./') || name.startsWith('../');
}

/**
 * Builds the network of a team's own file, TypeScript or JavaScript; jiti (https://github.com/unjs/jiti) compiles it
 * on the way in, as Node 20 reads no TypeScript.
 *
 * @param file path as in homework.json, relative to `appFolder`
 * @throws ModelFileError: no such file, it does not compile, it exports no function, its function fails
 */
export async function buildFromFile(
  file: string,
  appFolder: string,
  input: tf.SymbolicTensor,
  context: Omit<ModelContext, 'blocks' | 'tf'>,
): Promise<tf.LayersModel> {
  const path = resolve(appFolder, file);
  if (!existsSync(path))
    throw new ModelFileError(path, 'there is no such file.', 'Mend model.name in homework.json.');
  const build = await loadBuilder(path);
  let output: unknown;
  try {
    output = await build(input, { ...context, blocks, tf });
    if (output instanceof tf.SymbolicTensor) return tf.model({ inputs: input, outputs: output });
  } catch (error) {
    if (error instanceof TeamnetError) throw error;
    const { message } = error as Error;
    throw new ModelFileError(path, `its function failed: ${message}`, remedyFor(message), error);
  }
  if (output instanceof tf.LayersModel) return output;
  throw new ModelFileError(
    path,
    'its function returns neither a symbolic tensor nor a model.',
    'Return the logits: return blocks.classifierHead(x, { classes }).',
  );
}

/** What to do about those of tfjs' words that do not say it. */
function remedyFor(message: string): string {
  if (message.includes('layer names should be unique'))
    return 'Give each block and each layer a name of its own.';
  if (message.startsWith('Graph disconnected')) return 'Start from the input that your function is given.';
  return 'Mend the place it names.';
}

async function loadBuilder(path: string): Promise<ModelBuilder> {
  let loaded: unknown;
  try {
    // No cache in either place: an edited file must never give the old network.
    loaded = await createJiti(import.meta.url, { fsCache: false, moduleCache: false }).import(path, {
      default: true,
    });
  } catch (error) {
    throw new ModelFileError(
      path,
      `it cannot be loaded: ${(error as Error).message}`,
      'Mend the place it names.',
      error,
    );
  }
  if (typeof loaded === 'function') return loaded as ModelBuilder;
  throw new ModelFileError(
    path,
    'it has no function as its default export.',
    'Write: export default function build(input, { blocks, classes }) { … }',
  );
}
