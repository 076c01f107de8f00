import type { Language, Run } from '@teamnet/records';
import type { SeedResults } from '../facts/seed-results.js';
import type { SweepPoint } from '../facts/sweep-points.js';
import type { Picture } from '../page/document.js';
import { accuracyDots } from './accuracy-dots.js';
import { confusionMatrix } from './confusion-matrix.js';
import { convergence } from './convergence.js';
import { labelBars } from './label-bars.js';
import { learningCurves } from './learning-curves.js';
import { sweepCurve } from './sweep-curve.js';

/** The charts of a team's reports; each is drawn once and shared by the members' reports. */
export class Charts {
  readonly #drawn = new Map<string, Promise<Picture[]>>();

  constructor(readonly language: Language) {}

  learningCurves(run: Run): Promise<Picture[]> {
    return this.#once(`curves ${run.id}`, () => learningCurves(run, this.language));
  }

  confusionMatrix(run: Run): Promise<Picture[]> {
    return this.#once(`confusion ${run.id}`, async () => [await confusionMatrix(run, this.language)]);
  }

  /** Training images by label, a chart a data set. */
  labelBars(run: Run): Promise<Picture[]> {
    return this.#once(`labels ${run.id}`, async () => [await labelBars(run, this.language)]);
  }

  accuracyDots(results: readonly SeedResults[]): Promise<Picture[]> {
    return this.#once(`dots ${idsOf(results)}`, () => accuracyDots(results, this.language));
  }

  /** A swept setting against the test accuracy on one data set. */
  sweepCurve(setting: string, dataset: string, points: readonly SweepPoint[]): Promise<Picture[]> {
    const key = `sweep ${setting} ${dataset} ${idsOf(points.map(({ result }) => result))}`;
    return this.#once(key, async () => [await sweepCurve(setting, dataset, points, this.language)]);
  }

  convergence(experiment: string, runs: readonly Run[]): Promise<Picture[]> {
    return this.#once(`convergence ${experiment}`, () => convergence(experiment, runs, this.language));
  }

  #once(key: string, draw: () => Promise<Picture[]>): Promise<Picture[]> {
    const drawn = this.#drawn.get(key) ?? draw();
    this.#drawn.set(key, drawn);
    return drawn;
  }
}

function idsOf(results: readonly SeedResults[]): string {
  return results.flatMap(({ runs }) => runs.map(({ run }) => run.id)).join(' ');
}
