import { createRequire } from 'node:module';

/**
 * Gives Node's `util` the two functions that tfjs-node 4.22.0 calls: Node 23 removed one of them, and Node 22 and newer print
 * a warning for those that are left (https://github.com/tensorflow/tfjs/pull/8425, merged and never released).
 */
export function mendUtil(
  util: Record<string, unknown> = createRequire(import.meta.url)('node:util') as Record<string, unknown>,
): void {
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}
