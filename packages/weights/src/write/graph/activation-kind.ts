import type { Kind } from './operation.js';

const KINDS: Readonly<Record<string, Kind | null>> = {
  elu: { op: 'elu' },
  linear: null,
  relu: { op: 'relu' },
  relu6: { op: 'clipped-relu', maximum: 6 },
  selu: { op: 'selu' },
  sigmoid: { op: 'sigmoid' },
  softmax: { op: 'softmax' },
  softplus: { op: 'softplus' },
  softsign: { op: 'softsign' },
  tanh: { op: 'tanh' },
};

/** The operation of an activation that Keras names; null for `linear`, undefined for one without an operation. */
export function activationKind(name: string): Kind | null | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
}
