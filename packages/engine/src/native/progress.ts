/** What a set-up is doing; `done` and `total` in bytes where it can be measured. */
export interface SetUpProgress {
  step: 'find' | 'wait' | 'download' | 'unpack' | 'build' | 'check';
  /** One line for people. */
  message: string;
  done?: number;
  total?: number;
}

export type OnProgress = (event: SetUpProgress) => void;
