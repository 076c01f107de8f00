/** Seconds of wall time by kind of work. */
export class Stopwatch {
  private readonly begin = performance.now();
  private readonly spent = new Map<string, number>();

  /** Runs the work and adds its time to its kind. */
  async time<T>(kind: string, work: () => Promise<T>): Promise<T> {
    const begin = performance.now();
    try {
      return await work();
    } finally {
      this.spent.set(kind, this.seconds(kind) + (performance.now() - begin) / 1000);
    }
  }

  seconds(kind: string): number {
    return this.spent.get(kind) ?? 0;
  }

  /** Since the watch was made. */
  get total(): number {
    return (performance.now() - this.begin) / 1000;
  }
}
