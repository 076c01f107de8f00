import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Run } from '@teamnet/records';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TrainingInterruptedError } from './errors.js';
import { everySetting } from './testing/every-setting.js';
import { FixtureWorkspace } from './testing/make-workspace.js';
import type { TrainEvent } from './train-event.js';

const weights = ({ files }: Run) => files.find(({ path }) => path === 'model/weights.bin')!.sha256;
const numbers = ({ history }: Run) =>
  history.map(({ loss, accuracy, validationLoss, learningRate }) => [
    loss,
    accuracy,
    validationLoss,
    learningRate,
  ]);

describe('A training that was interrupted', () => {
  const made = new FixtureWorkspace();
  let whole: Run;
  beforeAll(async () => {
    Object.assign(made.homework.training, everySetting);
    whole = (await made.trainOne()).run;
  });
  afterAll(() => made.remove());

  const checkpoint = () => join(made.runFolder(), 'checkpoint', 'last.safetensors');
  const abortAt = (epoch: number, step: number) => {
    const controller = new AbortController();
    const onEvent = (event: TrainEvent) => {
      made.events.push(event);
      if (event.type === 'step' && event.epoch === epoch && event.step === step) controller.abort();
    };
    return { signal: controller.signal, onEvent };
  };

  test('by Ctrl-C in the middle of an epoch goes on from the last whole one and ends with the same bits', async () => {
    const training = made.train({ ...abortAt(3, 2), force: true });
    await expect(training).rejects.toThrow(TrainingInterruptedError);
    await expect(training).rejects.toThrow('the first 2 epochs are kept');
    expect(existsSync(checkpoint())).toBe(true);
    // The run of before stands until the new one is whole, and no draft is left.
    expect(existsSync(join(made.runFolder(), 'run.json'))).toBe(true);
    expect(readdirSync(join(made.runFolder(), '..'))).toEqual(['rock_paper_scissors']);

    writeFileSync(join(made.runFolder(), 'summary.txt'), 'so that it is not up to date');
    const { run } = await made.trainOne();
    expect(made.events).toContainEqual(expect.objectContaining({ type: 'run-start', resumedFrom: 2 }));
    expect(made.events.filter(({ type }) => type === 'epoch')).toHaveLength(1);
    expect(weights(run)).toBe(weights(whole));
    expect(numbers(run)).toEqual(numbers(whole));
    expect(run.test).toEqual(whole.test);
    expect(existsSync(checkpoint())).toBe(false);
  });

  test('in its first epoch begins anew', async () => {
    await expect(made.train({ ...abortAt(1, 1), force: true })).rejects.toThrow(
      'no whole epoch was done yet',
    );
    expect(existsSync(checkpoint())).toBe(false);
  });

  test('and whose checkpoint is damaged says so and begins anew', async () => {
    await expect(made.train({ ...abortAt(2, 1), force: true })).rejects.toThrow(TrainingInterruptedError);
    const bytes = readFileSync(checkpoint());
    writeFileSync(checkpoint(), bytes.subarray(0, bytes.length - 1));
    writeFileSync(join(made.runFolder(), 'summary.txt'), 'so that it is not up to date');
    const { run } = await made.trainOne();
    expect(made.events).toContainEqual(
      expect.objectContaining({ type: 'warning', message: expect.stringContaining('is damaged') }),
    );
    expect(weights(run)).toBe(weights(whole));
  });

  test('by kill -9 goes on in another process, and ends with the same bits', async () => {
    const other = new FixtureWorkspace();
    try {
      Object.assign(other.homework.training, everySetting);
      const child = spawn(
        process.execPath,
        ['--conditions', 'teamnet-source', jiti, killed, other.workspace.root],
        { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [code, signal] = await once(child, 'exit');
      expect([code, signal]).toEqual([null, 'SIGKILL']);
      const { run } = await other.trainOne();
      expect(other.events).toContainEqual(expect.objectContaining({ type: 'run-start', resumedFrom: 1 }));
      expect(weights(run)).toBe(weights(whole));
      expect(readdirSync(join(other.runFolder(), '..'))).toEqual(['rock_paper_scissors']);
    } finally {
      other.remove();
    }
  });
});

// The child is TypeScript too, which Node 20 does not read.
const jiti = join(
  dirname(createRequire(import.meta.url).resolve('jiti/package.json')),
  'lib',
  'jiti-cli.mjs',
);
const killed = join(import.meta.dirname, 'testing', 'train-and-be-killed.ts');
