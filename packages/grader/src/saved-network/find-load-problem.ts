/** In a run's folder. */
export const MODEL_FILE = 'model/model.json';

/** The topology and the weights of a model.json in tfjs layers format, as far as they are read. */
export interface SavedNetwork {
  layers: SavedLayer[];
  /** Names of the layers that the network ends in. */
  outputs: string[];
  weights: { name: string; bytes: number; dtype: string }[];
  /** Files of the weights, relative to model.json. */
  paths: string[];
}

interface SavedLayer {
  name: string;
  /** Its class; '' where none is said. */
  type: string;
  /** Names of the layers that it takes its input from. */
  inputs: string[];
}

const BYTES: Record<string, number> = { float32: 4, int32: 4, bool: 1, uint8: 1 };

/**
 * Reads what a program must find in a model.json to load the network: layers with names, and weights with
 * names, shapes and types.
 * @returns one sentence on what keeps it from being loaded
 */
export function readSavedNetwork(text: string): SavedNetwork | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `it is not JSON (${(error as Error).message})`;
  }
  const { modelTopology, weightsManifest } = objectOf(json);
  const topology = objectOf(modelTopology);
  const config = objectOf(topology.config ?? objectOf(topology.model_config).config);
  if (!Array.isArray(config.layers) || config.layers.length === 0) return 'it has no layers (modelTopology)';
  const layers: SavedLayer[] = [];
  for (const [place, entry] of config.layers.entries()) {
    const layer = objectOf(entry);
    const name = layer.name ?? objectOf(layer.config).name;
    if (typeof name !== 'string' || name === '') return `its layer ${place + 1} has no name`;
    layers.push({ name, type: String(layer.class_name ?? ''), inputs: inputsOf(layer.inbound_nodes) });
  }
  if (!Array.isArray(weightsManifest) || weightsManifest.length === 0)
    return 'it names no weights (weightsManifest)';
  const weights: SavedNetwork['weights'] = [];
  for (const entry of weightsManifest.flatMap((group) => arrayOf(objectOf(group).weights))) {
    const { name, shape, dtype } = objectOf(entry);
    const size = BYTES[String(dtype)];
    const lengths = Array.isArray(shape) ? shape.map(Number) : null;
    if (typeof name !== 'string' || size === undefined || !lengths?.every((length) => length >= 0))
      return `its weights "${String(name)}" have no name, shape or type`;
    weights.push({
      name,
      dtype: String(dtype),
      bytes: size * lengths.reduce((product, length) => product * length, 1),
    });
  }
  const paths = weightsManifest.flatMap((group) => arrayOf(objectOf(group).paths).map(String));
  return { layers, outputs: arrayOf(config.output_layers).map(firstOf), weights, paths };
}

/**
 * Whether a saved network can be loaded: its layers make a whole, its weights are theirs, as long as they should be,
 * and all numbers.
 * @param weights bytes of all weight files, in the order of `paths`
 * @returns one sentence on what keeps it from that; null when nothing does
 */
export function findLoadProblem({ layers, outputs, ...saved }: SavedNetwork, weights: Buffer): string | null {
  const names = new Set(layers.map(({ name }) => name));
  if (names.size < layers.length) return 'two of its layers have one name';
  for (const { name, type, inputs } of layers) {
    if (type === '') return `its layer "${name}" has no class_name`;
    const unknown = inputs.find((input) => !names.has(input));
    if (unknown !== undefined)
      return `its layer "${name}" takes its input from "${unknown}", which is not there`;
  }
  const lost = outputs.find((output) => !names.has(output));
  if (lost !== undefined) return `its output "${lost}" is not one of its layers`;
  const stray = saved.weights.find(({ name }) => !names.has(name.split('/')[0]!));
  if (stray && saved.weights.length > 1) return `its weights "${stray.name}" belong to none of its layers`;
  const expected = saved.weights.reduce((sum, { bytes }) => sum + bytes, 0);
  if (expected !== weights.length)
    return `its weights should take ${expected} bytes, and the file has ${weights.length}`;
  return findNonFinite(saved.weights, weights);
}

function findNonFinite(specs: SavedNetwork['weights'], content: Buffer): string | null {
  let offset = 0;
  for (const spec of specs) {
    if (spec.dtype === 'float32') {
      const values = new Float32Array(
        // A copy: a view of floats must begin at a multiple of four bytes.
        content.buffer.slice(
          content.byteOffset + offset,
          content.byteOffset + offset + spec.bytes,
        ) as ArrayBuffer,
      );
      // A sum is not finite where one of its terms is not; only then each is looked at.
      let sum = 0;
      for (let place = 0; place < values.length; place++) sum += values[place]!;
      if (!Number.isFinite(sum)) {
        const place = values.findIndex((value) => !Number.isFinite(value));
        if (place >= 0) return `its weights "${spec.name}" hold ${values[place]} (place ${place})`;
      }
    }
    offset += spec.bytes;
  }
  return null;
}

/** From Keras' `[[["stem_conv", 0, 0, {}], …]]`. */
function inputsOf(nodes: unknown): string[] {
  return arrayOf(nodes).flatMap((node) => arrayOf(node).map(firstOf));
}

function firstOf(node: unknown): string {
  return String(Array.isArray(node) ? node[0] : node);
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
