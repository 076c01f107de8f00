import type * as tf from '@tensorflow/tfjs';
import { everyLayer } from './every-layer.js';

/** A layer whose output still has rows and columns: `[batch, height, width, channels]`. */
export interface FeatureLayer {
  layer: tf.layers.Layer;
  shape: [height: number, width: number, channels: number];
}

/** What only passes features on or makes them fewer shows less than the layer before it. */
const PASSING =
  /^(InputLayer|Rescaling|Lambda|.*Pooling2D|.*Dropout.*|ZeroPadding2D|Cropping2D|Reshape|Permute)$/;

/**
 * The layers that make features, in their order, pooling and the like left out. A layer that is used at several places
 * is left out too: it has no one output.
 */
export function featureLayers(model: tf.LayersModel): FeatureLayer[] {
  return everyLayer(model).flatMap(({ layer, depth }) => {
    // A network around it may call a layer once more.
    if (layer.inboundNodes.length > 1 + depth || PASSING.test(layer.getClassName())) return [];
    const shape = layer.outputShape as (number | null)[];
    if (shape.length !== 4) return [];
    const [, height, width, channels] = shape as [null, number | null, number | null, number | null];
    if (!height || !width || !channels || height * width < 2) return [];
    return [{ layer, shape: [height, width, channels] as FeatureLayer['shape'] }];
  });
}

/** Fewer rows or columns cannot show where in the image something is. */
const LEAST_SIDE = 5;

/**
 * The layer that Grad-CAM weighs: the last one that still tells places apart, with at least five rows and columns; in a
 * network that has none, simply the last. null where no layer has rows and columns.
 */
export function gradCamLayer(model: tf.LayersModel): FeatureLayer | null {
  const layers = featureLayers(model);
  return layers.findLast(tellsPlaces) ?? layers.at(-1) ?? null;
}

function tellsPlaces({ shape: [height, width] }: FeatureLayer): boolean {
  return height >= LEAST_SIDE && width >= LEAST_SIDE;
}

/** At most `count` feature layers from the image to the labels: the last of each size, evenly chosen. */
export function layersToShow(model: tf.LayersModel, count: number): FeatureLayer[] {
  const lastOfSize = new Map<string, FeatureLayer>();
  const layers = featureLayers(model);
  const telling = layers.filter(tellsPlaces);
  for (const feature of telling.length > 0 ? telling : layers) {
    const [height, width] = feature.shape;
    lastOfSize.delete(`${height} ${width}`);
    lastOfSize.set(`${height} ${width}`, feature);
  }
  const all = [...lastOfSize.values()];
  if (all.length <= count) return all;
  return Array.from(
    { length: count },
    (_, index) => all[Math.round((index * (all.length - 1)) / (count - 1))]!,
  );
}
