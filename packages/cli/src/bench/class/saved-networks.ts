import { buildModel, drawDiagram, formatSummary, modelFingerprint, summarize } from '@teamnet/core-blocks';
import { canonicalJson, type ModelSettings, type Run, toJson } from '@teamnet/records';

/** What a training leaves of its network, with its initial weights. */
export interface SavedNetwork {
  model: Run['model'];
  /** model.json of the tfjs layers format. */
  modelJson: string;
  /** weights.bin: float32, little-endian. */
  weights: Buffer;
  summary: string;
  diagram: string;
}

/** Builds each network once; the runs of all teams take copies. */
export class SavedNetworks {
  readonly #known = new Map<string, Promise<SavedNetwork>>();

  of(settings: ModelSettings, imageSize: number, classes: number): Promise<SavedNetwork> {
    const key = canonicalJson([settings, imageSize, classes]);
    const known = this.#known.get(key) ?? saveNetwork(settings, imageSize, classes);
    this.#known.set(key, known);
    return known;
  }
}

async function saveNetwork(
  settings: ModelSettings,
  imageSize: number,
  classes: number,
): Promise<SavedNetwork> {
  const model = await buildModel(settings, { imageSize, classes, seed: 1 });
  const summary = summarize(model);
  const weights: Buffer[] = [];
  let modelJson = '';
  await model.save({
    save: async ({ modelTopology, format, generatedBy, convertedBy, weightSpecs, weightData }) => {
      weights.push(...[weightData!].flat().map((part) => Buffer.from(part)));
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      modelJson = toJson({ format, generatedBy, convertedBy, modelTopology, weightsManifest });
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  const saved = {
    model: { ...settings, fingerprint: modelFingerprint(model), ...summary },
    modelJson,
    weights: Buffer.concat(weights),
    summary: formatSummary(summary, settings.name),
    diagram: await drawDiagram(summary, settings.name),
  };
  model.dispose();
  return saved;
}
