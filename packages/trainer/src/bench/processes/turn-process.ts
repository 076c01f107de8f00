import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { peakMemory } from './peak-memory.js';

export interface TurnProgram {
  /** For messages and tables. */
  name: string;
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A contender in a process of its own, which works only when it is its turn: it says one line when it is ready, then
 * answers each line with one. In between it waits for the next line. It is not stopped by a signal meanwhile: stopped
 * and continued, Keras often took three times as long for its next epoch (16 s for 5 s), with idle processors.
 */
export class TurnProcess {
  private ended = false;
  private errors = '';

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly command: string,
  ) {
    // What a contender writes on standard error (greetings, warnings) matters only when it ends unasked.
    child.stderr!.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-2000);
    });
    // Its end shows in `nextLine`.
    child.stdin!.on('error', () => {});
    process.on('exit', this.close);
  }

  /**
   * Starts the program and waits for its first line.
   * @returns the process and that line
   * @throws an Error when it ends before
   */
  static async start({ name, command, args, env }: TurnProgram): Promise<[TurnProcess, string]> {
    endOnSignals();
    const child = spawn(command, args, { stdio: 'pipe', env: { ...process.env, ...env } });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const started = new TurnProcess(name, child, lines, [command, ...args].join(' '));
    const line = await started.nextLine();
    return [started, line];
  }

  /** Gives it its turn: `line` goes in, its answer comes out. @throws an Error when it ends instead */
  async turn(line: string): Promise<string> {
    this.child.stdin!.write(`${line}\n`);
    return this.nextLine();
  }

  /** MB; undefined where the system has no `/proc`. */
  get peakMemory(): number | undefined {
    return peakMemory(this.child.pid!);
  }

  readonly close = (): void => {
    this.ended = true;
    process.off('exit', this.close);
    this.child.kill('SIGKILL');
  };

  private async nextLine(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (!done) return value;
    if (this.ended) throw new Error(`${this.name} has been closed.`);
    throw new Error(`${this.name} ended unasked.\n${this.errors}\n"${this.command}" shows more.`);
  }
}

let ends = false;

/** Ctrl-C and kill end this program by way of its `exit` handlers, which end the contenders. */
function endOnSignals(): void {
  if (ends) return;
  ends = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
}
