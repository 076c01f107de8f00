import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import { connectionsOf } from './connections.js';

/** Entries of a layer's configuration that say nothing about the architecture. */
const ignored = new Set(['name', 'seed', 'batchInputShape', 'dtype', 'sparse', 'ragged', 'trainable']);

/**
 * sha256 (hex) of a network's architecture without its head, the last dense layer: the layers' classes and settings
 * and how they are connected. Networks for another number of classes, another image size or another seed have the
 * same one, so that it says whether two data sets were learned by the same network.
 */
export function modelFingerprint(model: tf.LayersModel): string {
  const head = model.outputLayers[0]!.name;
  const body = model.layers.filter((layer) => layer.name !== head);
  const place = new Map(model.layers.map((layer, index) => [layer.name, index]));
  const connections = connectionsOf(model);
  const architecture = {
    layers: body.map((layer) => ({
      class: layer.getClassName(),
      config: canonical(layer.getConfig()),
      inputs: connections.get(layer.name)!.map((name) => place.get(name)!),
    })),
    headInputs: connections.get(head)!.map((name) => place.get(name)!),
  };
  return createHash('sha256').update(JSON.stringify(architecture)).digest('hex');
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => !ignored.has(key) && entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, canonical(entry)]),
  );
}
