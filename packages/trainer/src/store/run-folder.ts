import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DIVERGENCE_FILE, type Divergence, RecordWriteError, toJson, writeWhole } from '@teamnet/records';

/**
 * The folder of a run and its drafts. A run is put together in a draft beside it and takes its place whole; the run
 * that stood there before stands until then. Only whoever holds the run's lock may use this.
 */
export class RunFolder {
  constructor(readonly path: string) {}

  /** Where the checkpoint lies while a training is not done. */
  get checkpointFile(): string {
    return join(this.path, 'checkpoint', 'last.safetensors');
  }

  removeCheckpoint(): void {
    rmSync(dirname(this.checkpointFile), { recursive: true, force: true });
    this.removeIfEmpty();
  }

  /** Says why there is no run; beside one that stands from before, nothing is said. The next run replaces it. */
  noteDivergence(divergence: Divergence): void {
    if (!existsSync(join(this.path, 'run.json')))
      writeWhole(join(this.path, DIVERGENCE_FILE), toJson(divergence));
  }

  /** A new empty folder beside the run's. */
  makeDraft(): string {
    const draft = this.sibling('draft');
    try {
      mkdirSync(draft, { recursive: true });
    } catch (error) {
      throw new RecordWriteError(draft, error as NodeJS.ErrnoException);
    }
    return draft;
  }

  /** Puts the draft in the run's place; what was there, checkpoint included, is removed. */
  publish(draft: string): void {
    const old = this.sibling('old');
    try {
      if (existsSync(this.path)) renameSync(this.path, old);
      renameSync(draft, this.path);
      rmSync(old, { recursive: true, force: true });
    } catch (error) {
      throw new RecordWriteError(this.path, error as NodeJS.ErrnoException);
    }
  }

  /**
   * Clears away what a killed process left: drafts are removed, a run caught between two renames is put back. Why an
   * earlier training diverged is forgotten.
   */
  tidy(): void {
    const parent = dirname(this.path);
    if (!existsSync(parent)) return;
    rmSync(join(this.path, DIVERGENCE_FILE), { force: true });
    this.removeIfEmpty();
    for (const name of readdirSync(parent)) {
      if (!name.startsWith(`.${basename(this.path)}.`)) continue;
      const leftover = join(parent, name);
      if (name.includes('.old-') && !existsSync(this.path)) renameSync(leftover, this.path);
      else if (/\.(old|draft)-/.test(name)) rmSync(leftover, { recursive: true, force: true });
    }
  }

  /** A run folder that holds nothing says nothing. */
  private removeIfEmpty(): void {
    if (existsSync(this.path) && readdirSync(this.path).length === 0) rmSync(this.path, { recursive: true });
  }

  private sibling(kind: 'draft' | 'old'): string {
    const unique = `${process.pid}-${randomBytes(4).toString('hex')}`;
    return join(dirname(this.path), `.${basename(this.path)}.${kind}-${unique}`);
  }
}
