import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildModel, distillationLoss, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { openEngine, openProgram } from '@teamnet/engine';
import { type Distillation, type Run, toJson } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { tensor4d } from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { trainFunction, trainName } from './step-functions.js';
import { FixtureWorkspace } from './testing/make-workspace.js';

const sha256 = ({ files }: Run) => files.find(({ path }) => path === 'model/weights.bin')!.sha256;

function withStudent(made: FixtureWorkspace, distillation: Distillation): void {
  const change = { model: { options: { sizes: [4] } }, training: { distillation } };
  // Before its teacher in homework.json, so that the order of training is not the order of the file.
  made.homework.experiments.unshift({ id: 'student', by: 's1-2', question: 'Does it gain?', change });
  made.homework.training.epochs = 2;
}

describe('A student', () => {
  const made = new FixtureWorkspace();
  let first: { teacher: Run; student: Run };
  const train = async () => {
    const runs = await made.train();
    return {
      order: runs.map(({ experiment }) => experiment),
      trained: runs.filter(({ trained }) => trained).map(({ experiment }) => experiment),
      teacher: runs.find(({ experiment }) => experiment === 'baseline')!.run,
      student: runs.find(({ experiment }) => experiment === 'student')!.run,
    };
  };
  beforeAll(async () => {
    withStudent(made, { teacher: 'baseline' });
    first = await train();
  });
  afterAll(() => made.remove());

  test('is trained after its teacher, in compiled steps, and its run.json says who taught it', async () => {
    const { teacher, student } = first;
    expect((await train()).order).toEqual(['baseline', 'student']);
    expect(student.engine).toMatchObject({ mode: 'compiled' });
    expect(student.engine.fallback).toBeUndefined();
    expect(student.teacher).toEqual({
      experiment: 'baseline',
      id: teacher.id,
      sha256: sha256(teacher),
      model: 'mini-xception',
      parameters: teacher.model.parameters.total,
      accuracy: teacher.test.accuracy,
    });
    expect(student.model.parameters.total).toBeLessThan(teacher.model.parameters.total);
  });

  test('is up to date as long as its teacher is, and is trained again after a new one', async () => {
    expect((await train()).trained).toEqual([]);
    made.homework.experiments[1]!.change = { training: { seed: 7 } };
    const second = await train();
    expect(second.trained).toEqual(['baseline', 'student']);
    expect(second.student.id).not.toBe(first.student.id);
    expect(sha256(second.student)).not.toBe(sha256(first.student));
  });

  test('keeps nothing of its teacher in its own checkpoint or network', () => {
    const { student } = first;
    const weights = student.files.find(({ path }) => path === 'model/weights.bin')!;
    expect(weights.bytes).toBe(4 * student.model.parameters.total);
  });
});

describe('A teacher that cannot teach is told before anything is trained', () => {
  let made: FixtureWorkspace;
  beforeEach(() => {
    made = new FixtureWorkspace();
  });
  afterEach(() => made.remove());
  const failure = (options = {}) =>
    made.train(options).then(
      () => 'trained',
      (error: Error) => error.message,
    );

  test.each([
    ['one that no experiment is', 'basline', '"basline" is no experiment of the homework'],
    ['the student itself', 'student', '"student" is the experiment itself'],
  ])('%s', async (_, teacher, message) => {
    withStudent(made, { teacher });
    expect(await failure()).toContain(message);
  });

  test('two that teach each other', async () => {
    withStudent(made, { teacher: 'baseline' });
    made.homework.experiments[1]!.change = { training: { distillation: { teacher: 'student' } } };
    expect(await failure()).toContain('none of them can be the first');
  });

  test('one that is not trained yet and is not chosen', async () => {
    withStudent(made, { teacher: 'baseline' });
    expect(await failure({ experiments: ['student'] })).toContain('not trained on rock_paper_scissors yet');
  });

  test('one of another image size', async () => {
    withStudent(made, { teacher: 'baseline' });
    made.homework.experiments[1]!.change = { training: { imageSize: 40 } };
    expect(await failure()).toContain('takes images of 40 pixels, not 32');
  });

  test('one with other labels, and one whose weights were changed', async () => {
    await made.train({ profile: 'short' });
    withStudent(made, { teacher: 'baseline' });
    const file = join(made.runFolder(), 'run.json');
    const run = JSON.parse(readFileSync(file, 'utf8')) as Run;
    writeFileSync(file, toJson({ ...run, dataset: { ...run.dataset, labels: ['a', 'b', 'c'] } }));
    expect(await failure({ experiments: ['student'] })).toContain('it knows the labels a, b, c, not rock');
    writeFileSync(file, toJson(run));
    const weights = join(made.runFolder(), 'model', 'weights.bin');
    writeFileSync(
      weights,
      readFileSync(weights).map((byte, index) => (index === 9 ? byte ^ 1 : byte)),
    );
    expect(await failure({ experiments: ['student'] })).toContain('weights.bin is not the file');
  });
});

test('A step with a teacher minimizes both weighted losses, compiled as eagerly, and leaves the teacher alone', async () => {
  const [imageSize, classes, batch] = [24, 3, 8];
  const engine = await openEngine();
  const build = (seed: number, sizes: number[]) =>
    buildModel({ name: 'mini-xception', options: { sizes, dropout: 0 } }, { imageSize, classes, seed });
  const images = Uint8Array.from(
    { length: batch * imageSize * imageSize * 3 },
    (_, index) => Math.imul(index, 2654435761) >>> 24,
  );
  const labels = Int32Array.from({ length: batch }, (_, index) => index % classes);
  for (const mode of ['compiled', 'eager'] as const) {
    const [model, teacherModel] = [await build(1, [4]), await build(2, [6, 8])];
    const { trainable, nonTrainable } = modelVariables(model);
    const teacher = { model: teacherModel, temperature: 4, hardWeight: 0.3, softWeight: 0.7 };
    const taught = teacherModel.weights.map((weight) => weight.read() as tf.Variable);
    const before = taught.map((variable) => [...variable.dataSync()]);
    const pixels = tensor4d(images, [batch, imageSize, imageSize, 3], 'float32');
    const soft = distillationLoss(
      teacherModel.apply(pixels, { training: false }) as tf.Tensor2D,
      model.apply(pixels, { training: true }) as tf.Tensor2D,
      4,
    );
    const program = await openProgram(engine, {
      variables: [...trainable, ...nonTrainable, ...taught],
      functions: [
        trainFunction(
          { model, imageSize },
          makeOptimizer({ name: 'sgd', learningRate: 1 }, trainable),
          batch,
          [],
          {
            teacher,
          },
        ),
      ],
      mode,
    });
    expect(program.fallback).toBeUndefined();
    const learningRate = Float32Array.of(0.1);
    const { loss, objective } = program.run(trainName(batch), {
      images,
      labels,
      seed: Int32Array.of(1, 0),
      learningRate,
    });
    const expected = 0.3 * loss![0]! + 0.7 * soft.mean().dataSync()[0]!;
    expect(objective![0]).toBeCloseTo(expected, 4);
    program.syncVariables();
    expect(taught.map((variable) => [...variable.dataSync()])).toEqual(before);
    program.dispose();
  }
});
