import { computeDevice, DeviceQueue, DeviceQueueError, type Engine, usesQueue } from '@teamnet/engine';
import type { TrainOptions } from './train-team.js';

/**
 * A team's turn on the device that its engine computes on. It begins with the first run that has to be trained and ends
 * with the last: so the first in the queue is done as early as can be, and a GPU's memory, which TensorFlow gives back
 * only when its process ends, is never shared out among trainings that each want all of it.
 *
 * The processor is queued for as a GPU is. Trainings side by side finish no sooner on the same cores, and each takes
 * memory of its own; eight teams at once (`turbo run train`) would end with the system killing some.
 */
export class DeviceTurn implements Disposable {
  #queue: DeviceQueue | null = null;
  readonly #isWanted = usesQueue();

  constructor(
    private readonly engine: Engine,
    private readonly options: Pick<TrainOptions, 'onEvent' | 'signal'>,
  ) {}

  /**
   * Waits for the turn where it has not begun yet. Where no queue can be kept, that is a warning and it begins at once.
   * @param label what is trained, for those who wait
   */
  async take(label: string): Promise<void> {
    if (!this.#isWanted) return;
    const { onEvent, signal } = this.options;
    try {
      this.#queue?.relabel(label);
      this.#queue ??= await DeviceQueue.enter(computeDevice(this.engine), {
        label,
        signal,
        onWait: (place) => onEvent({ type: 'queue', ...place }),
      });
    } catch (error) {
      if (!(error instanceof DeviceQueueError)) throw error;
      onEvent({ type: 'warning', message: `${error.message} ${error.remedy}` });
    }
  }

  [Symbol.dispose](): void {
    this.#queue?.[Symbol.dispose]();
    this.#queue = null;
  }
}
