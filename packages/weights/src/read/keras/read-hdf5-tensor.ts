import type * as h5wasm from 'h5wasm';
import { sizeOf } from '../weight-tensor.js';
import { Hdf5Error } from './open-hdf5.js';

/** Counts the numbers read from a file, so that a small one cannot fill the memory. */
export class NumberBudget {
  /** @param left how many more may be read */
  constructor(private left: number) {}

  take(count: number): void {
    this.left -= count;
    if (!(this.left >= 0)) throw new Hdf5Error('its weights are more numbers than the file has bytes');
  }
}

/**
 * The numbers of a dataset, as float32.
 * @throws Hdf5Error where it is no plain array of numbers
 */
export function readHdf5Tensor(entity: h5wasm.Entity | null, path: string, budget: NumberBudget) {
  if (!isDataset(entity)) throw new Hdf5Error(`it lacks the weights "${path}"`);
  const { shape, dtype } = entity;
  if (!shape || typeof dtype !== 'string' || !/^[<>]?[fdehbilqBHILQ]$/.test(dtype))
    throw new Hdf5Error(`its "${path}" is no array of numbers`);
  budget.take(sizeOf(shape));
  const values = entity.value;
  if (!isNumbers(values)) {
    if (typeof values === 'number') return { shape, values: Float32Array.of(values) };
    throw new Hdf5Error(`its "${path}" is no array of numbers`);
  }
  return { shape, values: Float32Array.from(values as ArrayLike<number | bigint>, Number) };
}

export function isGroup(entity: h5wasm.Entity | null): entity is h5wasm.Group {
  return entity !== null && 'type' in entity && entity.type === 'Group';
}

export function isDataset(entity: h5wasm.Entity | null): entity is h5wasm.Dataset {
  return entity !== null && 'type' in entity && entity.type === 'Dataset';
}

function isNumbers(values: unknown): boolean {
  return ArrayBuffer.isView(values) && !(values instanceof DataView);
}
