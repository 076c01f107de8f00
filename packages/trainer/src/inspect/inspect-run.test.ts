import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProblem, type Run, readRun, toJson } from '@teamnet/records';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FixtureWorkspace } from '../testing/make-workspace.js';
import { addToRun } from './add-to-run.js';
import { inspectRun } from './inspect-run.js';

/** Batches of another size and the eager engine may round a probability's last bit otherwise. */
function rounded(value: object): object {
  return JSON.parse(JSON.stringify(value, (key, v) => (key === 'probability' ? v.toFixed(5) : v)));
}

describe('A look inside a finished run', () => {
  const made = new FixtureWorkspace();
  const out = mkdtempSync(join(tmpdir(), 'teamnet-inspect-'));
  let run: Run;
  const read = () => readRun(join(made.runFolder(), 'run.json'));
  const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

  beforeAll(async () => {
    made.homework.training.epochs = 1;
    ({ run } = await made.trainOne());
  });
  afterAll(() => {
    made.remove();
    rmSync(out, { recursive: true, force: true });
  });

  test('is drawn at the end of a training and listed in run.json with sha256', () => {
    const { filters, activations, gradCam } = run.inspection!;
    const heat = [...gradCam!.right, ...gradCam!.wrong];
    const named = [filters!, ...activations!.rows, ...heat].map(({ picture }) => picture);
    const listed = run.files.filter(({ path }) => path.startsWith('inside/'));
    expect(listed.map(({ path }) => path)).toEqual(named.sort());
    for (const file of listed) expect(sha256(join(made.runFolder(), file.path))).toBe(file.sha256);
    expect(gradCam!.wrong.map(({ key }) => key)).toEqual(
      run.test.misclassified.slice(0, 4).map(({ key }) => key),
    );
  });

  test('comes later to a run of before, the very same, and nothing else of it changes', async () => {
    const { inspection: _, ...before } = run;
    const files = before.files.filter(({ path }) => !path.startsWith('inside/'));
    rmSync(join(made.runFolder(), 'inside'), { recursive: true });
    writeFileSync(join(made.runFolder(), 'run.json'), toJson({ ...before, files }));
    const { inspection } = await inspectRun(made.runFolder(), { data: made.data });
    expect(rounded(inspection)).toEqual(rounded(run.inspection!));
    expect(rounded(read())).toEqual(rounded(run));
    expect(findProblem('run', read())).toBeNull();
    expect(await made.trainOne()).toMatchObject({ trained: false });
  });

  test('shows images of one’s own in another folder and leaves the run alone', async () => {
    const image = join(out, 'mine.png');
    await sharp({ create: { width: 50, height: 40, channels: 3, background: '#a63' } })
      .png()
      .toFile(image);
    const { inspection, files } = await inspectRun(made.runFolder(), { images: [image], out });
    expect(inspection.gradCam!.right).toMatchObject([{ key: image, picture: 'inside/grad-cam-1.png' }]);
    expect(inspection.gradCam!.right[0]!.label).toBeUndefined();
    for (const file of files) expect(existsSync(file)).toBe(true);
    expect(rounded(read())).toEqual(rounded(run));
  });

  test('names who made the photos that it shows now, and keeps the names of before where it knows none', () => {
    const pictures = new Map(
      run.files
        .filter(({ path }) => path.startsWith('inside/'))
        .map(({ path }) => [path, readFileSync(join(made.runFolder(), path))]),
    );
    const credits = { photos: 9, photographers: 2, shown: { 'daisy/1.jpg': { photographer: 'Ann Lee' } } };
    addToRun(run, made.runFolder(), run.inspection!, pictures, credits);
    expect(read()).toEqual({ ...run, dataset: { ...run.dataset, credits } });
    addToRun(read(), made.runFolder(), run.inspection!, pictures);
    expect(read().dataset.credits).toEqual(credits);
    writeFileSync(join(made.runFolder(), 'run.json'), toJson(run));
  });

  test('of other test images than the run’s is refused', async () => {
    const other = { ...read(), dataset: { ...run.dataset, fingerprint: 'f'.repeat(64) } };
    writeFileSync(join(made.runFolder(), 'run.json'), toJson(other));
    await expect(inspectRun(made.runFolder(), { data: made.data })).rejects.toMatchObject({
      code: 'images-unusable',
      message: expect.stringContaining('is not the one that the run was tested on'),
    });
    writeFileSync(join(made.runFolder(), 'run.json'), toJson(run));
  });
});
