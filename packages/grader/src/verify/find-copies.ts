import type { RunTrace } from './run-trace.js';

/** Two runs of a class that cannot both be their own trainings. */
export interface Copy {
  check: 'copied-run' | 'copied-weights' | 'near-copy';
  first: RunTrace;
  second: RunTrace;
  message: string;
}

/** Epochs that two different trainings do not agree in to NEAR of their losses. */
const LEAST_EPOCHS = 2;
const NEAR = 1e-4;

/**
 * The same training handed in twice, within a team or across teams. Two honest trainings of equal settings have equal
 * ids, and on equal machines equal weights; what they never share is the wall clock: when they began, and what each
 * epoch took to the nanosecond. Trainings of unequal ids share neither weights nor losses.
 */
export function findCopies(traces: readonly RunTrace[]): Copy[] {
  const copies: Copy[] = [];
  const found = new Set<string>();
  const tell = (check: Copy['check'], first: RunTrace, second: RunTrace, message: string) => {
    const pair = `${first.file}\n${second.file}`;
    if (found.has(pair)) return;
    found.add(pair);
    copies.push({ check, first, second, message });
  };
  for (const [first, second] of pairsBy(traces, ({ seconds }) => JSON.stringify(seconds)))
    tell('copied-run', first, second, 'each epoch took the very same time');
  for (const [first, second] of pairsBy(traces, ({ startedAt }) => startedAt))
    tell('copied-run', first, second, `both began at ${first.startedAt}`);
  for (const [first, second] of pairsBy(traces, ({ weights }) => weights))
    if (first.id !== second.id)
      tell(
        'copied-weights',
        first,
        second,
        `their weights are the same (sha256 ${first.weights!.slice(0, 12)}…), their settings are not`,
      );
  // Near-equal first losses fall into the same or the next bucket.
  const bucket = ({ validationLoss }: RunTrace, shift: number) =>
    validationLoss.length < LEAST_EPOCHS
      ? null
      : `${validationLoss.length}/${Math.floor(validationLoss[0]! / (4 * NEAR) + shift)}`;
  for (const shift of [0, 0.5])
    for (const [first, second] of pairsBy(traces, (trace) => bucket(trace, shift)))
      if (first.id !== second.id && isNear(first, second))
        tell(
          'near-copy',
          first,
          second,
          `their losses are the same to ${NEAR} in all ${first.seconds.length} epochs, their settings are not`,
        );
  return copies;
}

function isNear(a: RunTrace, b: RunTrace): boolean {
  const near = (x: readonly number[], y: readonly number[]) =>
    x.length === y.length &&
    x.every((value, index) => Math.abs(value - y[index]!) <= NEAR * Math.max(1, value));
  return near(a.validationLoss, b.validationLoss) && near(a.trainingLoss, b.trainingLoss);
}

/** Each run with the first of its key; runs without a key are left out. */
function* pairsBy(
  traces: readonly RunTrace[],
  keyOf: (trace: RunTrace) => string | null,
): Iterable<[RunTrace, RunTrace]> {
  const groups = new Map<string, RunTrace[]>();
  for (const trace of traces) {
    const key = keyOf(trace);
    if (key === null) continue;
    const group = groups.get(key) ?? [];
    for (const other of group.slice(0, 50)) yield [other, trace];
    groups.set(key, [...group, trace]);
  }
}
