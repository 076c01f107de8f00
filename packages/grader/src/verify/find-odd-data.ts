import { canonicalJson } from '@teamnet/records';
import type { RunTrace } from './run-trace.js';

/** A run that tells of a data set, or of a network, otherwise than the other runs of the same. */
export interface OddOne {
  trace: RunTrace;
  message: string;
}

/** Equal images cut by equal expressions have equal counts, and equal settings make equal networks: the odd ones out. */
export function findOddData(traces: readonly RunTrace[]): OddOne[] {
  return [
    ...(['train', 'validation', 'test'] as const).flatMap((name) =>
      odd(
        traces,
        ({ data }) => `${data.fingerprint} ${data.splits[name].expression}`,
        ({ data }) => canonicalJson([data.splits[name].numExamples, data.splits[name].labels]),
        (value, most) => `its ${name} split has the counts ${value}, other runs of the same images ${most}`,
      ),
    ),
    ...odd(
      traces,
      ({ settings }) => settings,
      ({ model }) => model,
      (value, most) =>
        `model.fingerprint is ${value.slice(0, 12)}…, other runs of this network have ${most.slice(0, 12)}…`,
    ),
  ];
}

function odd(
  traces: readonly RunTrace[],
  keyOf: (trace: RunTrace) => string,
  whatOf: (trace: RunTrace) => string,
  describe: (value: string, most: string) => string,
): OddOne[] {
  const groups = groupBy(traces, keyOf);
  return [...groups.values()].flatMap((group) => {
    const counts = [...groupBy(group, whatOf)].sort(([, a], [, b]) => b.length - a.length);
    const [most] = counts[0]!;
    return counts
      .slice(1)
      .flatMap(([value, those]) => those.map((trace) => ({ trace, message: describe(value, most) })));
  });
}

// Map.groupBy came with Node 21.
function groupBy(traces: readonly RunTrace[], keyOf: (trace: RunTrace) => string): Map<string, RunTrace[]> {
  const groups = new Map<string, RunTrace[]>();
  for (const trace of traces) {
    const key = keyOf(trace);
    groups.set(key, [...(groups.get(key) ?? []), trace]);
  }
  return groups;
}
