import type { Language, Run } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import type { SharedRun } from '../report-context.js';
import { accuracyDots } from './accuracy-dots.js';
import { confusionMatrix } from './confusion-matrix.js';
import { convergence } from './convergence.js';
import { labelBars } from './label-bars.js';
import { learningCurves } from './learning-curves.js';

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

  accuracyDots(runs: readonly SharedRun[]): Promise<Picture[]> {
    const key = runs.map(({ run }) => run.id).join(' ');
    return this.#once(`dots ${key}`, () => accuracyDots(runs, this.language));
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
