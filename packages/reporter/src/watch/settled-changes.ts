/** Milliseconds of quiet after which a burst of changes is taken to be over, and the longest that one is waited for. */
const QUIET = 200;
const LONGEST = 2000;

/** Gathers what changed until it is quiet: an editor that saves, or a copy of many files, comes in bursts. */
export class SettledChanges {
  readonly #paths = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #began = 0;
  #wake: (() => void) | undefined;
  #settled = false;
  #ended = false;

  add(path: string): void {
    if (this.#ended) return;
    if (this.#paths.size === 0) this.#began = Date.now();
    this.#paths.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#settled = true;
        this.#wake?.();
      },
      Math.max(0, Math.min(QUIET, this.#began + LONGEST - Date.now())),
    );
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#wake?.();
  }

  /** The next burst, sorted; null once ended. What comes while the caller works waits for the next call. */
  async next(): Promise<string[] | null> {
    while (!this.#settled && !this.#ended)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#ended) return null;
    this.#settled = false;
    const paths = [...this.#paths].sort();
    this.#paths.clear();
    return paths;
  }
}
