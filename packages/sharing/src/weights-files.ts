import type { RunFile } from '@teamnet/records';

/** Whether a file of a run is weights; model.json, which names the layers, is none. */
export function isWeights({ path }: Pick<RunFile, 'path'>): boolean {
  return path.startsWith('model/') && path.endsWith('.bin');
}
