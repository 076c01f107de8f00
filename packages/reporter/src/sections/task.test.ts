import { afterAll, expect, test } from 'vitest';
import { FixtureClass } from '../testing/fixture-class.js';
import { writeReports } from '../write-reports.js';

const made = new FixtureClass();
afterAll(() => made.remove());

test('where images come from stands below them, in the language of the report', async () => {
  made.relist('baseline', 'tf_flowers', (run) => {
    run.dataset.notes = ['Images read from the folder data/photos.', 'Another note.'];
  });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language: 'en' });
  expect(made.report('s1-1')).toContain('\nImages read from the folder data/photos. Another note.\n');
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language: 'ko' });
  expect(made.report('s1-1')).toContain('\n이미지는 폴더 data/photos에서 읽었다. Another note.\n');
});

test('the data section says sizes, duplicates, mistaken labels, leaks and licence', async () => {
  made.relist('baseline', 'tf_flowers', (run) => {
    run.dataset.license = 'CC BY 2.0';
    run.dataset.homepage = 'https://example.org/flowers';
    run.dataset.survey = {
      imageSizes: { smallest: [240, 159], median: [320, 240], largest: [1024, 442] },
      identical: {
        ...{ pairs: 3, acrossLabels: 1 },
        examples: [
          { first: 'roses/1.jpg', second: 'tulips/1.jpg' },
          { first: 'daisy/3.jpg', second: 'daisy/4.jpg' },
          { first: 'daisy/5.jpg', second: 'daisy/6.jpg' },
        ],
      },
      near: { pairs: 12, acrossLabels: 0, examples: [{ first: 'daisy/7.jpg', second: 'daisy/8.jpg' }] },
      leaks: [
        {
          ...{ into: 'test', images: 7, identical: 1 },
          examples: [{ first: 'daisy/a.jpg', second: 'daisy/b.jpg' }],
        },
      ],
      unreadable: 0,
    };
  });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language: 'en' });
  const english = made.report('s1-1');
  expect(english).toContain('Images are 240 × 159 to 1024 × 442 pixels, 320 × 240 in the median.');
  expect(english).toContain('Pairs of identical images: 3; of nearly identical ones: 12.');
  expect(english).toMatch(
    /Pairs of identical images under two labels: 1\.[\s\S]*<summary>Which images these are<\/summary>\s+- roses\/1\.jpg = tulips\/1\.jpg\n- daisy\/a\.jpg \(training\), daisy\/b\.jpg \(test\)\n- …\n/,
  );
  // Also those that are no mistake, behind the line that counts them.
  expect(english).toMatch(
    /nearly identical ones: 12\.\s+<details>\s+<summary>Which images these are<\/summary>\s+- daisy\/3\.jpg = daisy\/4\.jpg\n- daisy\/5\.jpg = daisy\/6\.jpg\n- daisy\/7\.jpg ≈ daisy\/8\.jpg\n- …\n/,
  );
  expect(english).toMatch(
    /7 of \d+ test images are, or look nearly like, training images \(byte for byte: 1\)/,
  );
  expect(english).toContain('CC BY 2.0. Where they come from: https://example.org/flowers.');
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language: 'ko' });
  expect(made.report('s1-1')).toMatch(/테스트 이미지 \d+개 중 7개는 훈련 이미지와 같거나 거의 같다/);
});

test('the data section names the broken images that were left out, in both languages', async () => {
  const skipped = {
    ...{ count: 12, of: 3670 },
    examples: [
      { key: 'roses/1.jpg', reason: 'the file is empty' },
      { key: 'tulips/2.jpg', reason: 'it is damaged (Bogus Huffman table definition)' },
    ],
  };
  made.relist('baseline', 'tf_flowers', (run) => {
    run.dataset.skipped = skipped;
  });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language: 'en' });
  expect(made.report('s1-1')).toContain(
    '12 of 3,670 images are broken and were left out of training and testing (--skip-broken): roses/1.jpg (the file is empty); tulips/2.jpg (it is damaged (Bogus Huffman table definition)); ….',
  );
  made.relist('baseline', 'tf_flowers', (run) => {
    run.dataset.skipped = { ...skipped, count: 1, examples: skipped.examples.slice(0, 1) };
  });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language: 'en' });
  expect(made.report('s1-1')).toContain(
    '1 of 3,670 images is broken and was left out of training and testing',
  );
  expect(made.report('s1-1')).toMatch(
    /train --team team-1 --profile \w+ --experiment baseline --skip-broken\n/,
  );
  made.relist('baseline', 'tf_flowers', (run) => {
    run.dataset.skipped = skipped;
  });
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'], language: 'ko' });
  const korean = made.report('s1-1');
  expect(korean).toContain('이미지 3,670개 중 12개는 손상되어');
  expect(korean).toContain(
    'roses/1.jpg (파일이 비어 있음); tulips/2.jpg (손상됨 (Bogus Huffman table definition))',
  );
});
