import type { ActivationRow, Inspection, InspectionGap } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import type { ChosenImage, ChosenImages } from './choose-images.js';
import { drawActivations } from './draw-activations.js';
import { drawFilters } from './draw-filters.js';
import { drawGradCam } from './draw-grad-cam.js';
import { gradCamLayer, layersToShow } from './feature-layers.js';
import { firstFilters } from './first-filters.js';
import { layerOutputs } from './layer-outputs.js';
import { nameImage } from './name-image.js';

/** How many layers' activations are shown. */
const LAYERS = 4;

/** A look inside a network: what run.json says of it, and the pictures by their paths there. */
export interface InspectedNetwork {
  inspection: Inspection;
  pictures: Map<string, Buffer>;
}

type Part = InspectionGap['part'];
type Drawn = { record: object; pictures: Iterable<[string, Buffer]> } | InspectionGap['reason'];

/**
 * Draws the filters of the first convolution, what some layers make of the first image, and where the network looks
 * for what it predicts (Grad-CAM). The network is not changed. What cannot be drawn is in `inspection.missing` with the
 * reason: a look inside never fails a training.
 * @param labels label names in label order
 * @param folder of the pictures' paths
 */
export async function inspectNetwork(
  model: tf.LayersModel,
  images: ChosenImages,
  { labels, imageSize, folder = 'inside' }: { labels: readonly string[]; imageSize: number; folder?: string },
): Promise<InspectedNetwork> {
  const inspection: Inspection = {};
  const pictures = new Map<string, Buffer>();
  const missing: InspectionGap[] = [];
  const [first] = [...images.right, ...images.wrong];
  const parts: Record<Part, () => Promise<Drawn>> = {
    filters: () => filters(model, folder),
    activations: async () =>
      first ? activations(model, first, labels, imageSize, folder) : 'no-test-images',
    gradCam: async () => {
      const feature = gradCamLayer(model);
      if (!feature) return 'no-feature-map';
      return first ? drawGradCam(model, feature, images, labels, imageSize, folder) : 'no-test-images';
    },
  };
  for (const part of Object.keys(parts) as Part[]) {
    const drawn = await parts[part]().catch(
      (error: unknown): InspectionGap => ({ part, reason: 'failed', detail: firstLine(error) }),
    );
    if (typeof drawn === 'string') missing.push({ part, reason: drawn });
    else if ('reason' in drawn) missing.push(drawn);
    else {
      Object.assign(inspection, { [part]: drawn.record });
      for (const [path, content] of drawn.pictures) pictures.set(path, content);
    }
  }
  if (missing.length > 0) inspection.missing = missing;
  return { inspection, pictures };
}

async function filters(model: tf.LayersModel, folder: string): Promise<Drawn> {
  const found = firstFilters(model);
  if (!found) return 'no-convolution';
  const { layer, height, width, kernels } = found;
  const path = `${folder}/filters.png`;
  const { picture, shown } = await drawFilters(found);
  const record = { picture: path, layer, size: [height, width], shown, of: kernels.length };
  return { record, pictures: [[path, picture]] };
}

async function activations(
  model: tf.LayersModel,
  image: ChosenImage,
  labels: readonly string[],
  imageSize: number,
  folder: string,
): Promise<Drawn> {
  const layers = layersToShow(model, LAYERS);
  if (layers.length === 0) return 'no-feature-map';
  const input = tf.tensor4d(Float32Array.from(image.pixels), [1, imageSize, imageSize, 3]);
  const outputs = layerOutputs(model, layers, input);
  input.dispose();
  const pictures: [string, Buffer][] = [];
  const rows: ActivationRow[] = [];
  for (const [index, { layer, shape }] of layers.entries()) {
    const { picture, channels } = await drawActivations(outputs[index]!, shape);
    const path = `${folder}/activations-${index + 1}.png`;
    pictures.push([path, picture]);
    rows.push({ picture: path, layer: layer.name, shape, channels });
  }
  return { record: { image: nameImage(image, labels), rows }, pictures };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
