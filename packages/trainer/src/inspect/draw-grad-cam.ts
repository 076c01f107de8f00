import type { GradCam, HeatMap } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import type { ChosenImage, ChosenImages } from './choose-images.js';
import { drawHeat } from './draw-heat.js';
import type { FeatureLayer } from './feature-layers.js';
import { gradCam } from './grad-cam.js';
import { nameImage } from './name-image.js';
import { tileSheet } from './tile-sheet.js';

/** Large enough to see, small enough for a report of many. */
const LARGEST = 112;

/** What Grad-CAM says of some images, drawn. */
export interface DrawnGradCam {
  record: GradCam;
  /** By the path in the record. */
  pictures: Map<string, Buffer>;
}

/**
 * Heat maps for the predicted label of each image, and for its true one where that is another: image, heat and second
 * heat side by side.
 * @param imageSize of the images
 * @param folder of the pictures' paths
 */
export async function drawGradCam(
  model: tf.LayersModel,
  feature: FeatureLayer,
  { right, wrong }: ChosenImages,
  labels: readonly string[],
  imageSize: number,
  folder: string,
): Promise<DrawnGradCam> {
  const pictures = new Map<string, Buffer>();
  const [height, width] = feature.shape;
  const draw = async (images: readonly ChosenImage[], name: string): Promise<HeatMap[]> => {
    const drawn: HeatMap[] = [];
    for (const [index, image] of images.entries()) {
      const wanted = [image.predicted, ...(isWrong(image) ? [image.label] : [])];
      const maps = heatMaps(model, feature, image, wanted, imageSize);
      const side = Math.min(imageSize, LARGEST);
      const photo = await shrink(image.pixels, imageSize, side);
      const tiles = maps.map((values) => drawHeat(photo, side, { values, height, width }));
      const picture = `${folder}/grad-cam-${name}${index + 1}.png`;
      pictures.set(picture, await tileSheet([photo, ...tiles], side));
      drawn.push({ ...nameImage(image, labels), picture });
    }
    return drawn;
  };
  const known = [...right, ...wrong].some(({ label }) => label !== null);
  const record = {
    layer: feature.layer.name,
    size: [height, width] as [number, number],
    right: await draw(right, known ? 'right-' : ''),
    wrong: await draw(wrong, 'wrong-'),
  };
  return { record, pictures };
}

function isWrong(image: ChosenImage): image is ChosenImage & { label: number } {
  return image.label !== null && image.label !== image.predicted;
}

/** One heat map for each of the labels. */
function heatMaps(
  model: tf.LayersModel,
  feature: FeatureLayer,
  { pixels }: ChosenImage,
  labels: readonly number[],
  imageSize: number,
): Float32Array[] {
  const image = tf.tensor4d(Float32Array.from(pixels), [1, imageSize, imageSize, 3]);
  const images = tf.tile(image, [labels.length, 1, 1, 1]);
  try {
    return gradCam(model, feature, images, labels);
  } finally {
    tf.dispose([image, images]);
  }
}

async function shrink(pixels: Uint8Array, from: number, to: number): Promise<Uint8Array> {
  if (from === to) return pixels;
  const raw = { width: from, height: from, channels: 3 } as const;
  return sharp(pixels, { raw }).resize(to, to).raw().toBuffer();
}
