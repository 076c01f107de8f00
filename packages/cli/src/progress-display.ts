import cliProgress from 'cli-progress';

/** Shows how far one thing after another is: a bar on a terminal, a line every tenth elsewhere. */
export interface ProgressDisplay {
  /** `done` of `total` in `unit`s; a new title begins a new bar. */
  update(title: string, done: number, total: number, unit: 'MB' | 'images'): void;
  /** A line of text; the bar, where there is one, ends first. */
  line(text: string): void;
  /** Ends the bar. */
  end(): void;
}

/** A display on this stream. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? new Bars(stream) : new Lines(stream);
}

class Bars implements ProgressDisplay {
  #bar: cliProgress.SingleBar | null = null;
  #title = '';

  constructor(readonly stream: NodeJS.WriteStream) {}

  update(title: string, done: number, total: number, unit: 'MB' | 'images'): void {
    const scale = unit === 'MB' ? 1e6 : 1;
    const [value, end] = [Math.round(done / scale), Math.max(1, Math.round(total / scale))];
    if (title !== this.#title || this.#bar === null) {
      this.end();
      this.#title = title;
      this.#bar = new cliProgress.SingleBar({
        stream: this.stream,
        format: '{title} {bar} {value}/{total} {unit}, {eta_formatted} left',
        hideCursor: true,
        barsize: 24,
        barCompleteChar: '█',
        barIncompleteChar: '░',
      });
      this.#bar.start(end, value, { title, unit });
    } else this.#bar.update(value);
    if (done >= total) this.end();
  }

  line(text: string): void {
    this.end();
    this.stream.write(`${text}\n`);
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = null;
  }
}

class Lines implements ProgressDisplay {
  #title = '';
  #tenth = -1;

  constructor(readonly stream: NodeJS.WriteStream) {}

  update(title: string, done: number, total: number, unit: 'MB' | 'images'): void {
    const tenth = total > 0 ? Math.floor((10 * done) / total) : 10;
    if (title === this.#title && tenth <= this.#tenth) return;
    this.#title = title;
    this.#tenth = tenth;
    const scale = unit === 'MB' ? 1e6 : 1;
    this.line(`${title}: ${Math.round(done / scale)} of ${Math.round(total / scale)} ${unit}`);
  }

  line(text: string): void {
    this.stream.write(`${text}\n`);
  }

  end(): void {
    this.#tenth = -1;
  }
}
