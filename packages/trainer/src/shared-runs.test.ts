import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Homework, type Run, type SharingNote, toJson } from '@teamnet/records';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FixtureWorkspace } from './testing/make-workspace.js';
import type { TrainEvent } from './train-event.js';
import type { TrainOptions } from './train-team.js';

/** Another machine: its ids are others. */
const ELSEWHERE = { platform: 'darwin-arm64', cpu: 'Apple M3', cores: 8, memoryGiB: 16 };

describe('Training beside what team-mates shared', () => {
  const made = new FixtureWorkspace();
  const file = (experiment = 'baseline') => join(made.runFolder(experiment), 'run.json');
  const pristine = join(made.workspace.root, 'pristine');
  let original: string;
  let homework: Homework;

  beforeAll(async () => {
    made.homework.experiments = [{ id: 'baseline', by: 's1-2', question: 'How far does it get?' }];
    made.homework.model = { name: 'simple-cnn', options: { sizes: [4] } };
    made.homework.training.epochs = 1;
    await made.trainOne();
    cpSync(made.runFolder(), pristine, { recursive: true });
    original = readFileSync(file(), 'utf8');
    homework = structuredClone(made.homework);
  });
  afterAll(() => made.remove());
  beforeEach(() => {
    made.homework = structuredClone(homework);
    rmSync(made.runFolder(), { recursive: true });
    cpSync(pristine, made.runFolder(), { recursive: true });
  });

  /** What would be trained first; it is not. */
  async function beginsWith(options: Partial<TrainOptions> = {}): Promise<string | null> {
    let begun: string | null = null;
    const onEvent = (event: TrainEvent) => {
      made.events.push(event);
      if (event.type !== 'run-start') return;
      begun = event.experiment;
      throw new Error('begun');
    };
    await made.train({ ...options, onEvent }).catch((error: Error) => {
      if (error.message !== 'begun') throw error;
    });
    return begun;
  }

  /** As if the run had come from another machine; its text. */
  function arrive(edit: (run: Run) => void = () => {}): string {
    const run = JSON.parse(original) as Run;
    Object.assign(run, { id: '0123456789abcdef', environment: { ...run.environment, ...ELSEWHERE } });
    edit(run);
    writeFileSync(file(), toJson(run));
    return toJson(run);
  }
  function note(said: Partial<SharingNote>, experiment = 'baseline'): void {
    const whole = { format: 'teamnet-sharing-1', student: 's1-2', ...said };
    made.write(join(made.runFolder(experiment), 'sharing.json'), toJson(whole));
  }

  test('a collected run stays to the byte: its engine, its data and the bits it began with are of its machine', async () => {
    note({ collected: true });
    const before = arrive((run) => {
      run.engine.version = '9.9.0';
      run.dataset.fingerprint = 'f'.repeat(64);
    });
    expect(await made.trainOne()).toMatchObject({ trained: false, run: { id: '0123456789abcdef' } });
    expect(made.events).toMatchObject([{ type: 'run-kept', why: 'collected', difference: null }]);
    expect(readFileSync(file(), 'utf8')).toBe(before);
  });

  test('a collected run of other settings stays too, and it is said which; --force trains it', async () => {
    note({ collected: true });
    const before = arrive();
    made.homework.training.batchSize = 20;
    expect((await made.trainOne()).trained).toBe(false);
    const difference = 'it was trained with training.batchSize = 16, and homework.json says 20';
    expect(made.events).toMatchObject([{ type: 'run-kept', why: 'collected', difference }]);
    expect(readFileSync(file(), 'utf8')).toBe(before);

    expect(await beginsWith({ force: true })).toBe('baseline');
  });

  test('a collected run with a broken file is none, and is trained', async () => {
    note({ collected: true });
    arrive((run) => {
      run.files[0]!.sha256 = '0'.repeat(64);
    });
    expect(await beginsWith()).toBe('baseline');
  });

  test('a run of another machine stays when its settings are the wanted ones and it is no stand-in for photos', async () => {
    const before = arrive((run) => {
      run.engine.version = '9.9.0';
    });
    expect((await made.trainOne()).trained).toBe(false);
    expect(made.events).toMatchObject([{ type: 'run-kept', why: 'elsewhere' }]);
    expect(readFileSync(file(), 'utf8')).toBe(before);
    const otherImages = (source: Run['dataset']['source']) =>
      arrive((run) => Object.assign(run.dataset, { source, fingerprint: 'f'.repeat(64) }));
    otherImages('download');
    expect((await made.trainOne()).trained).toBe(false);
    otherImages('stand-in');
    expect(await beginsWith()).toBe('baseline');
  });

  test('a run of a machine like this one stays where git keeps it', async () => {
    const likeThis = (run: Run) => {
      run.environment = (JSON.parse(original) as Run).environment;
    };
    const before = arrive(likeThis);
    const git = (...args: string[]) => execFileSync('git', args, { cwd: made.workspace.root });
    git('init', '--quiet');
    try {
      git('add', '--force', made.runFolder());
      expect((await made.trainOne()).trained).toBe(false);
      expect(made.events).toMatchObject([{ type: 'run-kept', why: 'in-git' }]);
      expect(readFileSync(file(), 'utf8')).toBe(before);
    } finally {
      rmSync(join(made.workspace.root, '.git'), { recursive: true });
    }
  });

  test('a run of this machine whose engine was changed is trained again, as ever', async () => {
    arrive((run) => {
      run.environment = (JSON.parse(original) as Run).environment;
    });
    expect(await beginsWith()).toBe('baseline');
  });

  test('what its author withheld is not trained, nor what starts from it, and all else is; --force trains it', async () => {
    const change = { training: { distillation: { teacher: 'baseline' } } };
    made.homework.experiments.push(
      { id: 'taught', by: 's1-1', question: '?', change },
      { id: 'other', by: 's1-1', question: '?', change: { training: { augment: [] } } },
    );
    rmSync(made.runFolder(), { recursive: true });
    note({ withheld: true });
    const trained = await made.train();
    expect(trained.map(({ experiment }) => experiment)).toEqual(['other']);
    expect(made.events).toContainEqual(
      expect.objectContaining({ type: 'run-withheld', experiment: 'baseline', student: 's1-2' }),
    );
    const message = 'Its teacher "baseline" is withheld by its author.';
    expect(made.events).toContainEqual(
      expect.objectContaining({ type: 'run-failed', experiment: 'taught', message }),
    );
    expect(await beginsWith({ force: true })).toBe('baseline');
  });

  test('a teacher without weights stops nothing: its student is told, or stays where it is there', async () => {
    const change = { training: { distillation: { teacher: 'baseline' } } };
    made.homework.experiments.push({ id: 'taught', by: 's1-1', question: '?', change });
    await made.train();
    const student = readFileSync(file('taught'), 'utf8');
    const weights = join(made.runFolder(), 'model', 'weights.bin');
    rmSync(weights);
    note({ collected: true, leftOut: ['model/weights.bin'] });
    expect((await made.train()).map(({ trained }) => trained)).toEqual([false, false]);
    expect(made.events.at(-1)).toMatchObject({ type: 'run-kept', why: 'source-without-weights' });
    expect(readFileSync(file('taught'), 'utf8')).toBe(student);

    rmSync(made.runFolder('taught'), { recursive: true });
    expect((await made.train()).map(({ experiment }) => experiment)).toEqual(['baseline']);
    expect(made.events.at(-1)).toMatchObject({
      type: 'run-failed',
      experiment: 'taught',
      message: expect.stringContaining('did not share the weights'),
    });
  });
});
