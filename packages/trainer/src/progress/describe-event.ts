import type { TrainEvent } from '../train-event.js';
import { describePlace } from './describe-place.js';

/** An event as a line for people; null for one that only a moving display can show. */
export function describeEvent(event: TrainEvent): string | null {
  switch (event.type) {
    case 'run-start': {
      const resumed = event.resumedFrom > 0 ? `; goes on after epoch ${event.resumedFrom}` : '';
      return `[${event.number}/${event.of}] ${place(event)} (${event.student})${resumed}`;
    }
    case 'run-skipped': {
      const refreshed = event.refreshed
        ? '; run.json says the new student, question, profile or licence'
        : '';
      return `[${event.number}/${event.of}] ${place(event)}: up to date, nothing to train${refreshed}`;
    }
    case 'run-kept':
      return `[${event.number}/${event.of}] ${place(event)}: ${whyKept(event)}`;
    case 'run-withheld':
      return `[${event.number}/${event.of}] ${place(event)}: withheld by ${event.student}, not trained (--force trains it)`;
    case 'compile': {
      const slower = event.engine === 'native' ? '' : '; slower than native TensorFlow: see teamnet doctor';
      return `  ${event.mode === 'compiled' ? 'compiling' : 'opening'} the training step (${event.engine}, ${event.device})${slower}`;
    }
    case 'compiled':
      return event.mode === 'compiled' ? `  compiled in ${event.seconds.toFixed(1)} s` : null;
    case 'epoch': {
      const { epoch, epochs, best, seconds, imagesPerSecond } = event;
      const losses = `loss ${event.loss.toFixed(4)}, accuracy ${percent(event.accuracy)}`;
      const validation = `validation ${event.validationLoss.toFixed(4)}, ${percent(event.validationAccuracy)}${best ? ' (best)' : ''}`;
      return `  epoch ${epoch}/${epochs}${event.stage === undefined ? '' : `, stage ${event.stage}`}: ${losses}; ${validation}; ${seconds.toFixed(1)} s, ${Math.round(imagesPerSecond)} img/s`;
    }
    case 'run-end': {
      const { test, bestEpoch, stopped, timing, overfitting } = event.run;
      const early = stopped === 'early-stopping' ? ', stopped early' : '';
      return `  test accuracy ${percent(test.accuracy)} on ${test.numExamples} images, loss ${test.loss.toFixed(4)} (weights of epoch ${bestEpoch}${early}); ${overfitting.verdict}; ${timing.total.toFixed(1)} s`;
    }
    case 'run-failed':
      return `  ${event.message}`;
    case 'queue':
      return `  ${describePlace(event)}`;
    case 'warning':
      return `  Note: ${event.message}`;
    case 'data': {
      const { progress } = event;
      return progress.kind === 'warning' || progress.kind === 'waiting'
        ? `  Note: ${event.dataset}: ${progress.message}`
        : null;
    }
    case 'weights':
      return event.progress.done === undefined || event.progress.done === event.progress.total
        ? `  ${event.progress.message}`
        : null;
    case 'features':
      return event.done === event.total
        ? `  computed what the frozen layers say of ${event.total} images`
        : null;
    case 'step':
      return null;
  }
}

function whyKept({
  why,
  student,
  profile,
  difference,
  experiment,
  dataset,
}: Extract<TrainEvent, { type: 'run-kept' }>) {
  if (why === 'elsewhere')
    return `trained by ${student} on another machine with these settings, nothing to train`;
  if (why === 'in-git') return `by ${student}, kept in git with these settings, nothing to train`;
  if (why === 'source-without-weights')
    return 'kept; the run that it starts from was shared without its weights';
  if (why === 'images-elsewhere') {
    const but = difference === null ? '' : `, but ${difference}`;
    return `by ${student}, kept as it is${but}: the images of ${dataset} are not on this machine`;
  }
  return difference === null
    ? `collected from ${student} (profile ${profile}), nothing to train`
    : `collected from ${student} and kept, but ${difference}; collect a newer one, or train it here: --experiment ${experiment} --force`;
}

function place({ experiment, dataset }: { experiment: string; dataset: string }): string {
  return `${experiment} on ${dataset}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
