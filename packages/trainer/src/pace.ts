import type { Training } from './callbacks/callback.js';

/** How fast an epoch goes, and how long the training will still take. */
export class Pace {
  private images = 0;
  private seconds = 0;
  private stepBegin = 0;
  private waitBegin = 0;
  private waited = 0;
  private readonly epochBegin = performance.now();

  constructor(
    private readonly training: Pick<Training, 'history' | 'epochs'>,
    private readonly steps: number,
  ) {}

  /** The next batch is asked for. */
  startWaiting(): void {
    this.waitBegin = performance.now();
  }

  /** The batch is there. */
  endWaiting(): void {
    this.waited += (performance.now() - this.waitBegin) / 1000;
  }

  /** Seconds of this epoch in which there was no batch to train on. */
  get waitSeconds(): number {
    return this.waited;
  }

  startStep(): void {
    this.stepBegin = performance.now();
  }

  endStep(images: number): void {
    this.seconds += (performance.now() - this.stepBegin) / 1000;
    this.images += images;
  }

  /** Over the steps of this epoch so far; what lies between the steps is not counted. */
  get imagesPerSecond(): number {
    return this.images / Math.max(this.seconds, 1e-9);
  }

  /**
   * Seconds to the end of the last epoch. An epoch is taken to last as long as the one before it; in the first, as
   * its steps so far say.
   * @param step steps done in this epoch
   */
  etaSeconds(step: number): number {
    const { history, epochs } = this.training;
    const elapsed = (performance.now() - this.epochBegin) / 1000;
    const epochSeconds = history.at(-1)?.seconds ?? (elapsed / step) * this.steps;
    const epochsAfterThis = epochs - history.length - 1;
    return Math.max(0, epochSeconds * (1 + epochsAfterThis) - elapsed);
  }
}
