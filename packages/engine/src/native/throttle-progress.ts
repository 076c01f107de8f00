import type { OnProgress } from './progress.js';

/** Passes on each new step and each last event of a measured one, and of those between one in a tenth of a second. */
export function throttleProgress(onProgress: OnProgress, intervalMilliseconds = 100): OnProgress {
  let step = '';
  let time = 0;
  return (event) => {
    const isNew = event.step !== step || event.done === undefined || event.done === event.total;
    if (!isNew && Date.now() - time < intervalMilliseconds) return;
    step = event.step;
    time = Date.now();
    onProgress(event);
  };
}
