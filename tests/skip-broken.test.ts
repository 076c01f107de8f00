import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { openClassRoom } from './support/class-room.js';
import { makePhotos } from './support/make-photos.js';

vi.setConfig({ testTimeout: 300_000 });

const room = openClassRoom();
afterAll(() => room[Symbol.dispose]());
const env = {
  ...{ TEAMNET_SOURCE: 'manual', TEAMNET_MANUAL_DIR: room.path('photos') },
  // The rest of the cache, which holds TensorFlow, is the user's.
  TEAMNET_SKIP_BROKEN: '',
};
const LABELS = ['daisy', 'dandelion', 'roses', 'sunflowers', 'tulips'];
const photo = (name: string) => room.path('photos/tf_flowers', name);
const run = ['train', '--team', 'team-t', '--experiment', 'baseline', '--dataset', 'tf_flowers'];
const runFile = () =>
  JSON.parse(readFileSync(room.path('apps/team-t/runs/baseline/tf_flowers/run.json'), 'utf8'));

test('photos that are broken stop a training, are named, and are left out with --skip-broken', async () => {
  await makePhotos(room.path('photos/tf_flowers'), LABELS, 12);
  const whole = readFileSync(photo('daisy/daisy-2.jpg'));
  truncateSync(photo('daisy/daisy-2.jpg'), whole.length / 2);
  writeFileSync(photo('tulips/tulips-3.jpg'), 'a note that was named .jpg');
  const stopped = await room.teamnet(run, { env });
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).toMatch(/(daisy-2|tulips-3)\.jpg is not a whole image: /);
  expect(stopped.stderr).toContain('--skip-broken');
  writeFileSync(photo('roses/roses-4.jpg'), '');

  const verified = await room.teamnet(['data', 'verify', 'tf_flowers', '--json'], { env });
  expect(verified.code).toBe(1);
  const { damaged, numExamples } = JSON.parse(verified.stdout);
  expect(numExamples).toBe(60);
  expect(damaged.map(({ file }: { file: string }) => file).sort()).toEqual(
    ['daisy/daisy-2.jpg', 'roses/roses-4.jpg', 'tulips/tulips-3.jpg'].map(photo),
  );

  const prepared = await room.teamnet(['data', 'prepare', 'tf_flowers', '--skip-broken'], { env });
  expect(prepared.stdout).toContain('train 57 images, 3 of 60 broken and left out, source: manual');
  const info = await room.teamnet(['data', 'info', 'tf_flowers', '--skip-broken'], { env });
  expect(info.stdout).toMatch(
    /broken and left out: 3 of 60 images\n(.*\n)*.*roses\/roses-4\.jpg: the file is empty/,
  );

  const trained = await room.teamnet([...run, '--skip-broken'], { env });
  expect(trained.stderr).toContain('3 broken images of tf_flowers are left out');
  expect(trained.code).toBe(0);
  const { dataset, id } = runFile();
  expect(dataset.skipped).toMatchObject({ count: 3, of: 60 });
  expect(dataset.skipped.examples).toContainEqual({ key: 'roses/roses-4.jpg', reason: 'the file is empty' });

  const again = await room.teamnet(run, { env: { ...env, TEAMNET_SKIP_BROKEN: '1' } });
  expect(again.stderr).toContain('up to date');
  expect(runFile().id).toBe(id);
  await room.teamnet(['report', '--team', 'team-t'], { env });
  expect(readFileSync(room.path('apps/team-t/reports/t-1.md'), 'utf8')).toContain(
    '3 of 60 images are broken and were left out of training and testing',
  );
  const rerun = await room.teamnet(['grade', '--team', 'team-t', '--verify', '--rerun'], { env });
  expect(rerun.stdout + rerun.stderr).toMatch(/1 evaluated again: 0 findings/);
});

test('more than 5 % broken photos are refused with --skip-broken too', async () => {
  writeFileSync(photo('roses/roses-5.jpg'), '');
  const { code, stderr } = await room.teamnet([...run, '--skip-broken'], { env });
  expect(code).toBe(1);
  expect(stderr).toContain('4 of 60 images of tf_flowers are broken, more than 5 %');
});
