import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Homework, type Run, runId } from '@teamnet/records';

/** A run as it lies on disk, whatever its run.json claims. */
export interface RunEvidence {
  /** Folder of apps/ that it lies in. */
  team: string;
  /** Names of its two folders in runs/. */
  place: { experiment: string; dataset: string };
  /** Absolute. */
  folder: string;
  /** Absolute folder of the team's app. */
  appFolder: string;
  /** run.json relative to the checkout. */
  file: string;
  run: Run;
  /** null when it is missing or broken. */
  homework: Homework | null;
}

/** A file's bytes; null when there is none to read. */
export function readBytes({ folder }: RunEvidence, path: string): Buffer | null {
  try {
    return readFileSync(join(folder, path));
  } catch {
    return null;
  }
}

/**
 * The id that a run of these settings, data, network and engine has.
 * @returns null when the team's own network file, which is part of it, is not there
 */
export function expectedId({ run, appFolder }: RunEvidence): string | null {
  const { settings, dataset, model, engine, teacher, transfer } = run;
  const { name, fingerprint, labels, splits, pixels } = dataset;
  let modelSource: string | null = null;
  if (/^\.\.?\//.test(settings.model.name))
    try {
      const source = readFileSync(resolve(appFolder, settings.model.name));
      modelSource = createHash('sha256').update(source).digest('hex');
    } catch {
      return null;
    }
  return runId({
    settings,
    dataset: {
      name,
      fingerprint,
      labels,
      splits: {
        train: splits.train.expression,
        validation: splits.validation.expression,
        test: splits.test.expression,
      },
      ...(pixels === undefined ? {} : { pixels }),
    },
    modelFingerprint: model.fingerprint,
    modelSource,
    engine: { name: engine.name, version: engine.version },
    ...(teacher ? { teacher: teacher.sha256 } : {}),
    ...(transfer ? { transfer: transfer.source.sha256 } : {}),
  });
}
