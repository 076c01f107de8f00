/** What a command has to do with the outside; tests give their own. */
export interface Context {
  /** Folder that the command was called in, absolute. */
  cwd: string;
  /** One line of the result, on standard output. */
  print(line: string): void;
  /** A value for another program, as JSON on standard output. */
  printJson(value: unknown): void;
  /** One line of progress or advice, on standard error, so that standard output stays readable by programs. */
  note(line: string): void;
  /** The stream that progress bars draw on. */
  stderr: NodeJS.WriteStream;
  /**
   * From now on the first Ctrl-C aborts the signal, so that the work ends cleanly after the step that it is in;
   * a second one kills.
   * @param note said then; that the step is still being ended when left out
   */
  abortOnInterrupt(note?: string): AbortSignal;
  /** Whether that has happened. */
  interrupted(): boolean;
}
