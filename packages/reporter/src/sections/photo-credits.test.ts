import type { PhotoCredit, Run } from '@teamnet/records';
import { afterAll, expect, test } from 'vitest';
import { FixtureClass } from '../testing/fixture-class.js';
import { writeReports } from '../write-reports.js';

const made = new FixtureClass();
afterAll(() => made.remove());

async function report(edit: (run: Run) => void, language: 'en' | 'ko' = 'en'): Promise<string> {
  made.relist('baseline', 'tf_flowers', (run) => {
    run.dataset.license = 'CC BY 2.0';
    edit(run);
  });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language });
  return made.report('s1-1');
}

const credited = (shown: Record<string, PhotoCredit>, photographers: number) => (run: Run) => {
  run.dataset.credits = { photos: 2969, photographers, shown };
};
const ANN = { photographer: 'Ann <Lee>', url: 'https://photos.example/ann/1' };
const BO = { photographer: 'Bo', url: 'https://photos.example/bo' };

test('each photo names its photographer, and a folded list says where the photos are', async () => {
  const shown = {
    'dandelion/0.jpg': { ...ANN, photo: 'dandelion/first.jpg' },
    'daisy/1.jpg': BO,
    'tulips/2.jpg': ANN,
  };
  const english = await report(credited(shown, 1335));
  expect(english).toMatch(/dandelion → daisy, 97\.0\s% © Ann &lt;Lee&gt;/);
  expect(english).toContain('<summary>Who made these photos (2 photographers)</summary>');
  expect(english).toMatch(
    /- Ann &lt;Lee&gt;: https:\/\/photos\.example\/ann\/1\n- Bo: https:\/\/photos\.example\/bo/,
  );
  expect(english).toContain('Licence: CC BY 2.0. Of 3 of them the photographer is not known.');
  expect(english).toContain('The photographers of 2,969 photos are known, 1,335 in all');
  expect(english).toContain('the test image dandelion/first.jpg');
  const korean = await report(credited(shown, 1335), 'ko');
  expect(korean).toContain('이 사진들을 찍은 사람(2명)');
  expect(korean).toContain('사진 2,969장은 찍은 사람을 알며 모두 1,335명이다.');
});

test('one photographer of all photos is named once', async () => {
  const text = await report(credited({ 'dandelion/0.jpg': ANN }, 1));
  expect(text).toContain('All these photos are by Ann &lt;Lee&gt; (https://photos.example/ann/1).');
  expect(text).not.toContain('©');
});

test('a run that does not say who made its photos says so once, with the licence', async () => {
  const text = await report((run) => {
    delete run.dataset.credits;
  });
  expect(text.match(/Who made which photo is not known here/g)?.length).toBe(1);
  expect(text).not.toMatch(/©|Who made these photos/);
});
