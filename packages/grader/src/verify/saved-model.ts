/** What can be said of a saved network without loading it. */
export interface SavedModel {
  /** Names, in the file's order; those of networks inside it included. */
  layers: string[];
  /** Numbers in all weights. */
  parameters: number;
  /** That they take in the weights file. */
  bytes: number;
}

const BYTES: Record<string, number> = { float32: 4, int32: 4, bool: 1, uint8: 1 };

interface Layer {
  name?: unknown;
  config?: { layers?: Layer[]; name?: unknown };
}

/**
 * Reads a model.json of the tfjs layers format.
 * @returns one sentence on what keeps it from being loaded
 */
export function readSavedModel(text: string): SavedModel | string {
  let json: {
    modelTopology?: { config?: { layers?: Layer[] }; model_config?: { config?: { layers?: Layer[] } } };
    weightsManifest?: { weights?: { name?: unknown; shape?: unknown; dtype?: unknown }[] }[];
  } | null;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `it is not JSON (${(error as Error).message})`;
  }
  const topology = json?.modelTopology?.config ?? json?.modelTopology?.model_config?.config;
  if (!Array.isArray(topology?.layers)) return 'it has no layers (modelTopology)';
  if (!Array.isArray(json?.weightsManifest)) return 'it names no weights (weightsManifest)';
  let parameters = 0;
  let bytes = 0;
  for (const { name, shape, dtype } of json.weightsManifest.flatMap(({ weights }) => weights ?? [])) {
    const size = BYTES[String(dtype)];
    if (!Array.isArray(shape) || size === undefined)
      return `its weights "${String(name)}" have no shape or type`;
    const count = shape.reduce((product: number, length) => product * Number(length), 1);
    parameters += count;
    bytes += count * size;
  }
  return { layers: layerNames(topology.layers), parameters, bytes };
}

function layerNames(layers: readonly Layer[]): string[] {
  return layers.map((layer) => String(layer.config?.name ?? layer.name));
}
