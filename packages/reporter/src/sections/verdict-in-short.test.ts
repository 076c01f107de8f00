import { afterAll, expect, test } from 'vitest';
import { FixtureClass } from '../testing/fixture-class.js';
import { writeReports } from '../write-reports.js';

const made = new FixtureClass();
afterAll(() => made.remove());
const inShort = async (student: string, language: 'en' | 'ko' = 'en') => {
  await writeReports(made.workspace, 'team-1', { students: [student], language });
  const [line] = made.report(student).match(/^\*\*(In short|요약):\*\* .*$/m) ?? [''];
  return line.replaceAll('\u00a0', ' ');
};

test('the verdict in short has the differences to the baseline, overfitting and the hardest labels, with numbers', async () => {
  const text = await inShort('s1-4');
  expect(text).toMatch(
    /Against baseline: no-augment −\d\.\d pp on rock_paper_scissors \([a-z ]+\), −\d\.\d pp on tf_flowers \([a-z ]+\)\./,
  );
  expect(text).toMatch(
    /Overfitting in 2 of my 2 runs: no-augment on rock_paper_scissors from epoch 7 \(training minus validation accuracy at the end \+\d+\.\d pp\); no-augment on tf_flowers from epoch 7/,
  );
  expect(text).toMatch(
    /Hardest: \w+ on rock_paper_scissors \(\d\d\.\d % found\), \w+ on tf_flowers \(\d\d\.\d % found\)\.$/,
  );
  expect(await inShort('s1-4', 'ko')).toMatch(/나의 실행 2개 중 2개가 과적합: .*가장 어려운 클래스: /);
});

test('of the baseline nothing is said against itself, and without runs there is no verdict', async () => {
  made.homework.experiments.splice(4);
  made.write('apps/team-1/homework.json', JSON.stringify(made.homework));
  expect(await inShort('s1-1')).not.toContain('Against');
  expect(await inShort('s1-3')).toMatch(/None of my 2 runs overfits\./);
  made.write('apps/team-1/runs/no-batch-norm/tf_flowers/run.json', '{');
  made.write('apps/team-1/runs/no-batch-norm/rock_paper_scissors/run.json', '{');
  expect(await inShort('s1-3')).toBe('');
});
