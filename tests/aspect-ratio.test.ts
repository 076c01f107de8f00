import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { HOMEWORK, openClassRoom } from './support/class-room.js';
import { makePhotos } from './support/make-photos.js';

vi.setConfig({ testTimeout: 300_000 });

const room = openClassRoom();
afterAll(() => room[Symbol.dispose]());
const env = { TEAMNET_SOURCE: 'manual', TEAMNET_MANUAL_DIR: room.path('photos') };
const app = (path: string) => room.path('apps/team-t', path);
const setResize = (resize: unknown) =>
  writeFileSync(
    app('homework.json'),
    JSON.stringify({
      ...HOMEWORK,
      datasets: ['tf_flowers'],
      training: { ...HOMEWORK.training, resize },
      experiments: HOMEWORK.experiments.slice(0, 3),
    }),
  );
const train = () => room.teamnet(['train', '--team', 'team-t', '--experiment', 'baseline'], { env });
const readRun = () => JSON.parse(readFileSync(app('runs/baseline/tf_flowers/run.json'), 'utf8'));

test('photos are padded as homework.json says, and stretched ones are another run', async () => {
  await makePhotos(
    room.path('photos/tf_flowers'),
    ['daisy', 'dandelion', 'roses', 'sunflowers', 'tulips'],
    12,
  );
  setResize({ aspectRatio: 'pad' });
  expect((await train()).stderr).not.toMatch(/^error/m);
  const padded = readRun();
  expect(padded.settings.training.resize).toEqual({ aspectRatio: 'pad' });
  expect(padded.dataset.pixels).toBe('bilinear-antialias/3');

  const photo = room.path('photos/tf_flowers/roses/roses-1.jpg');
  const run = app('runs/baseline/tf_flowers');
  const predict = async () => {
    const { code, stdout } = await room.teamnet(['predict', run, photo, '--json'], { env });
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };
  const before = await predict();
  // The same network sees the photo differently when its run says that it is stretched.
  const file = `${run}/run.json`;
  const kept = readFileSync(file, 'utf8');
  const { resize: _, ...training } = padded.settings.training;
  writeFileSync(file, JSON.stringify({ ...padded, settings: { ...padded.settings, training } }));
  expect(await predict()).not.toEqual(before);
  writeFileSync(file, kept);

  setResize(undefined);
  expect((await train()).code).toBe(0);
  expect(readRun().id).not.toBe(padded.id);
  expect(readRun().settings.training).not.toHaveProperty('resize');
});

test('an aspect ratio that does not exist is one clear error', async () => {
  setResize({ aspectRatio: 'fit' });
  const { code, stderr } = await train();
  expect(code).toBe(2);
  expect(stderr).toMatch(/homework\.json.*"training\.resize\.aspectRatio"/);
  expect(stderr).toMatch(/"?stretch"?, "?crop"?(,| or) "?pad"?/);
});
