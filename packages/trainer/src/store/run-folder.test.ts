import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RunFolder } from './run-folder.js';

describe("A run's folder", () => {
  let experiment: string;
  let folder: RunFolder;
  beforeEach(() => {
    experiment = mkdtempSync(join(tmpdir(), 'teamnet-run-'));
    folder = new RunFolder(join(experiment, 'tf_flowers'));
  });
  afterEach(() => rmSync(experiment, { recursive: true }));

  const publish = (content: string) => {
    const draft = folder.makeDraft();
    writeFileSync(join(draft, 'run.json'), content);
    folder.publish(draft);
  };

  test('takes its place whole, and the older run and its checkpoint go', () => {
    publish('old');
    mkdirSync(join(folder.path, 'checkpoint'));
    publish('new');
    expect(readFileSync(join(folder.path, 'run.json'), 'utf8')).toBe('new');
    expect(readdirSync(experiment)).toEqual(['tf_flowers']);
    expect(readdirSync(folder.path)).toEqual(['run.json']);
  });

  test('is cleared of what a killed process left', () => {
    publish('old');
    mkdirSync(join(experiment, '.tf_flowers.draft-1-aa'));
    mkdirSync(join(experiment, '.tf_flowers.old-1-aa'));
    mkdirSync(join(experiment, '.rock_paper_scissors.draft-1-aa'));
    folder.tidy();
    expect(readdirSync(experiment).sort()).toEqual(['.rock_paper_scissors.draft-1-aa', 'tf_flowers']);
  });

  test('comes back when the process was killed between the two renames', () => {
    mkdirSync(join(experiment, '.tf_flowers.old-1-aa'));
    writeFileSync(join(experiment, '.tf_flowers.old-1-aa', 'run.json'), 'old');
    folder.tidy();
    expect(readFileSync(join(folder.path, 'run.json'), 'utf8')).toBe('old');
  });

  test('is not there when it held nothing but a checkpoint that is removed', () => {
    mkdirSync(join(folder.path, 'checkpoint'), { recursive: true });
    writeFileSync(folder.checkpointFile, '');
    folder.removeCheckpoint();
    expect(existsSync(folder.path)).toBe(false);
  });
});
