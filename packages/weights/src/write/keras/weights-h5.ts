import * as h5wasm from 'h5wasm';
import type { ExportedNetwork } from '../exported-network.js';

const NAME = '/export.weights.h5';

/**
 * The weights as Keras 3 keeps them, alone in a `.weights.h5` file or in a `.keras` file (keras/src/saving/saving_lib.py):
 * for each layer a group `layers/<class>[_<count>]/vars` with its name and arrays `0`, `1`, … in the layer's order.
 */
export async function weightsH5({ name, layers }: ExportedNetwork): Promise<Uint8Array> {
  const library = await h5wasm.ready;
  library.activate_throwing_error_handler();
  const files = h5wasm.FS!;
  const file = new h5wasm.File(NAME, 'w');
  try {
    const root = file.create_group('layers');
    const counts = new Map<string, number>();
    for (const layer of layers) {
      const kind = snakeCase(layer.className);
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      const vars = root.create_group(count === 0 ? kind : `${kind}_${count}`).create_group('vars');
      vars.create_attribute('name', layer.name);
      for (const [index, { shape, values }] of layer.tensors.entries())
        vars.create_dataset({ name: String(index), data: values, shape, dtype: '<f' });
    }
    file.create_group('vars').create_attribute('name', name);
  } finally {
    file.close();
  }
  try {
    return files.readFile(NAME) as Uint8Array;
  } finally {
    files.unlink(NAME);
  }
}

/** Keras' `to_snake_case`: `SeparableConv2D` → `separable_conv2d`, `ReLU` → `re_lu`. */
function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
