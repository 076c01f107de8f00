import { baselineOf, type Homework, type SweepValue, sweepPath, valueAt } from '@teamnet/records';
import type { ExperimentResult, TeamStandings } from './team-standings.js';

/** One value of a swept setting with what it reached. */
export interface SweepPoint {
  value: SweepValue;
  isBaseline: boolean;
  result: ExperimentResult;
}

/**
 * The shared values of a swept setting on a data set, numbers in rising order; the baseline is one of them where it is
 * known what it has there.
 */
export function sweepPoints(
  homework: Homework,
  standings: TeamStandings,
  setting: string,
  dataset: string,
): SweepPoint[] {
  const path = sweepPath(setting);
  const id = baselineOf(homework)?.id;
  const points = standings.on(dataset).flatMap((result): SweepPoint[] => {
    const { experiment, run } = result.runs[0]!;
    const { derived } = experiment;
    if (derived?.kind === 'sweep' && derived.setting === setting)
      return [{ value: derived.value, isBaseline: false, result }];
    const value = path && experiment.id === id ? valueAt(run.settings, path) : undefined;
    return isValue(value) ? [{ value, isBaseline: true, result }] : [];
  });
  const unique = points.filter(
    ({ value, isBaseline }) =>
      isBaseline || !points.some((other) => other.isBaseline && other.value === value),
  );
  return unique.sort((a, b) =>
    typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : 0,
  );
}

function isValue(value: unknown): value is SweepValue {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}
