import type * as tf from '@tensorflow/tfjs';

/** Keras 3's names of a network's layers in a weights file: class in snake case, and how many of it came before. */
export function kerasKeys(layers: readonly tf.layers.Layer[]): Map<tf.layers.Layer, string> {
  const counts = new Map<string, number>();
  return new Map(
    layers.map((layer) => {
      const name = snakeCase(layer.getClassName());
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return [layer, count === 0 ? name : `${name}_${count}`];
    }),
  );
}

/** keras.src.utils.naming.to_snake_case: `SeparableConv2D` → `separable_conv2d`. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
