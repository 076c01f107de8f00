import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Run, readHomework, readRun, readTeamRuns } from '@teamnet/records';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from './store/model-files.js';
import { FixtureWorkspace } from './testing/make-workspace.js';

describe('Training a team', () => {
  const made = new FixtureWorkspace();
  let run: Run;
  beforeAll(async () => {
    run = (await made.trainOne()).run;
  });
  afterAll(() => made.remove());

  const file = (path: string) => join(made.runFolder(), path);
  const weights = () => run.files.find(({ path }) => path === 'model/weights.bin')!.sha256;

  test('leaves a run that its readers accept, with all its files', () => {
    const homework = readHomework(made.workspace.homeworkFile('team-1'));
    const [shared] = readTeamRuns(made.workspace, homework);
    expect(shared?.reason).toBeNull();
    expect(run.files.map(({ path }) => path.replace(/\d{5,}/, 'N'))).toEqual(
      expect.arrayContaining([
        'history.jsonl',
        'model/model.json',
        'model/weights.bin',
        'network.svg',
        'summary.txt',
        'tensorboard/train/events.out.tfevents.N.teamnet',
        'tensorboard/validation/events.out.tfevents.N.teamnet',
      ]),
    );
    expect(readdirSync(made.runFolder())).not.toContain('checkpoint');
    expect(readdirSync(join(made.runFolder(), '..'))).toEqual(['rock_paper_scissors']);
  });

  test('leaves a network that says by itself what it takes and what its logits mean', async () => {
    const model = await loadModel(join(made.runFolder(), 'model'));
    const { imageSize } = run.settings.training;
    expect(model.getUserDefinedMetadata()).toEqual({
      labels: run.dataset.labels,
      input: 'RGB pixels 0..255, float32',
      imageSize,
      resize: { method: 'bilinear', aspectRatio: 'stretch', antialias: true },
      output: 'logits, no softmax',
    });
    expect(model.inputs[0]!.shape).toEqual([null, imageSize, imageSize, 3]);
    model.dispose();
  });

  test('writes down the test of the best weights, whose numbers agree with each other', () => {
    const { test: result, history, bestEpoch } = run;
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    const lowest = Math.min(...history.map(({ validationLoss }) => validationLoss));
    expect(history[bestEpoch - 1]!.validationLoss).toBe(lowest);
    const counts = result.confusion.flat();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(24);
    const right = result.confusion.reduce((sum, row, index) => sum + row[index]!, 0);
    expect(result.accuracy).toBeCloseTo(right / 24, 12);
    expect(result.misclassified.length).toBe(Math.min(12, 24 - right));
    for (const { picture, label, predicted } of result.misclassified) {
      expect(existsSync(file(picture))).toBe(true);
      expect(label).not.toBe(predicted);
    }
  });

  test('is compiled where the engine can, and its history is the history file', () => {
    expect(run.engine).toMatchObject({ mode: run.engine.name === 'native' ? 'compiled' : 'eager' });
    const lines = readFileSync(file('history.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(run.history);
  });

  test('is skipped the second time', async () => {
    const again = await made.trainOne();
    expect(again).toMatchObject({ trained: false, run });
    expect(made.events).toMatchObject([{ type: 'run-skipped', refreshed: false }]);
  });

  test('only refreshes run.json when the student, the question or the name of the profile changed', async () => {
    made.homework.experiments[0] = { id: 'baseline', by: 's1-2', question: 'Another question?' };
    const again = await made.trainOne({ profile: 'three' });
    expect(made.events).toMatchObject([{ type: 'run-skipped', refreshed: true }]);
    expect(again.trained).toBe(false);
    const said = { student: 's1-2', question: 'Another question?', profile: 'three' };
    expect(readRun(file('run.json'))).toEqual({ ...run, ...said });
  });

  test('trains again when a file of the run was changed or lost, to the same bits', async () => {
    for (const spoil of [
      () => writeFileSync(file('summary.txt'), ''),
      () => rmSync(file('model/weights.bin')),
    ]) {
      spoil();
      const again = await made.trainOne();
      expect(again.trained).toBe(true);
      expect(again.run.files.find(({ path }) => path === 'model/weights.bin')?.sha256).toBe(weights());
    }
  });

  test('sums up the same on the eager path, to four digits', async () => {
    const eager = await made.trainOne({ engineMode: 'eager', force: true });
    expect(eager.run.engine.mode).toBe('eager');
    expect(eager.run.id).toBe(run.id);
    expect(eager.run.history[0]!.loss).toBeCloseTo(run.history[0]!.loss, 4);
  });

  test('gives other bits for another seed', async () => {
    made.homework.training.seed = 2;
    const other = await made.trainOne();
    expect(other.trained).toBe(true);
    expect(other.run.id).not.toBe(run.id);
    expect(other.run.files.find(({ path }) => path === 'model/weights.bin')?.sha256).not.toBe(weights());
  });
});
