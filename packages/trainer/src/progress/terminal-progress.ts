import type { DataProgress } from '@teamnet/datasets';
import cliProgress from 'cli-progress';
import type { TrainEvent } from '../train-event.js';
import { describeEvent } from './describe-event.js';

type Counting = Extract<DataProgress, { total: number }>;
const DOING: Record<Counting['kind'], string> = {
  download: 'downloading',
  prepare: 'preparing',
  read: 'reading',
  check: 'looking for broken images in',
  decode: 'decoding',
  survey: 'looking for duplicates in',
};

/**
 * Shows the events of `trainTeam`: on a terminal with a live bar (images a second, loss, time left), elsewhere as
 * plain lines, one an epoch. The bar is the package cli-progress.
 */
export class TerminalProgress implements Disposable {
  private bar: cliProgress.SingleBar | null = null;
  /** What the bar counts; another thing gets another bar. */
  private counted = '';

  /** @param stream where to show it; standard error keeps standard output free for JSON */
  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  /** To be passed as `onEvent`. */
  readonly onEvent = (event: TrainEvent): void => {
    if (this.stream.isTTY) this.move(event);
    const line = describeEvent(event);
    if (line === null) return;
    this.stop();
    this.stream.write(`${line}\n`);
  };

  /** Takes the bar away, so that an error message stands on a line of its own. */
  [Symbol.dispose](): void {
    this.stop();
  }

  private move(event: TrainEvent): void {
    if (event.type === 'step') {
      const { epoch, epochs, step, steps, loss, imagesPerSecond, etaSeconds } = event;
      this.show(`epoch ${epoch}/${epochs}`, step, steps, {
        facts: `${step}/${steps} | loss ${loss.toFixed(4)} | ${Math.round(imagesPerSecond)} img/s | ${duration(etaSeconds)} left`,
      });
    } else if (event.type === 'features') {
      const { done, total } = event;
      this.show(`features of ${event.dataset}`, done, total, { facts: `${done} of ${total}` });
    } else if (event.type === 'weights' && event.progress.total !== undefined) {
      const { message, done = 0, total } = event.progress;
      this.show(message, done, total, { facts: `${megabytes(done)} of ${megabytes(total)} MB` });
    } else if (event.type === 'data' && 'total' in event.progress) {
      const { kind, done, total } = event.progress;
      const amount =
        kind === 'download' ? `${megabytes(done)} of ${megabytes(total)} MB` : `${done} of ${total}`;
      this.show(`${DOING[kind]} ${event.dataset}`, done, total, { facts: amount });
      if (done >= total) this.stop();
    }
  }

  private show(label: string, done: number, total: number, payload: { facts: string }): void {
    if (this.bar === null || this.counted !== label) {
      this.stop();
      this.bar = new cliProgress.SingleBar({
        stream: this.stream,
        format: '  {label} {bar} {facts}',
        barCompleteChar: '\u2588',
        barIncompleteChar: '\u2591',
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
        gracefulExit: false,
      });
      this.bar.start(total, done, { label, ...payload });
      this.counted = label;
    } else this.bar.update(done, { label, ...payload });
  }

  private stop(): void {
    this.bar?.stop();
    this.bar = null;
  }
}

/** Seconds as `1 h 02 min`, `3 min 05 s` or `12 s`. */
function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole >= 3600) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
  return whole >= 60 ? `${Math.floor(whole / 60)} min ${two(whole % 60)} s` : `${whole} s`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
