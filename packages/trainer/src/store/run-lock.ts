import { LockHeld, ProcessLock, runLockFile } from '@teamnet/records';
import { RunLockedError } from '../errors.js';

/**
 * Holds a run's folder for one process at a time: a small file beside it says who. The lock of a process that is no
 * more is taken over.
 */
export class RunLock implements Disposable {
  private constructor(private readonly lock: ProcessLock) {}

  /**
   * @param run how to name the run in an error
   * @throws RunLockedError when another process holds it, RecordWriteError
   */
  static take(runFolder: string, run: string): RunLock {
    const lock = ProcessLock.take(runLockFile(runFolder));
    if (lock instanceof LockHeld) throw new RunLockedError(run, lock.holder, lock.file);
    return new RunLock(lock);
  }

  [Symbol.dispose](): void {
    this.lock[Symbol.dispose]();
  }
}
