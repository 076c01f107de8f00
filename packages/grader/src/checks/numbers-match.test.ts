import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FixtureClass, FOUR } from '../testing/make-workspace.js';

let made: FixtureClass;
beforeEach(() => {
  made = new FixtureClass('team-1', FOUR);
});
afterEach(() => made.remove());

const report = () => made.reportFile('s1-1');
const item = () => made.item('s1-1', 'numbers-match');
const lineOf = (text: string) =>
  readFileSync(report(), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe('numbers in the report against run.json', () => {
  test('all runs and all cells of both table layouts are compared', () => {
    expect(item()).toMatchObject({
      id: 'numbers-match',
      state: 'ok',
      evidence: 'apps/team-1/reports/s1-1.md: 10 runs and 12 table cells agree with run.json',
    });
  });

  test('numbers rounded to four decimals or to whole percents still agree', () => {
    made.replace(report(), /"loss":0\.7123456789/g, '"loss":0.7123');
    made.replace(report(), '| tf_flowers | 89.0 % |', '| tf_flowers | 89 % |');
    expect(item().state).toBe('ok');
  });

  test.each<[string, string | RegExp, string, string]>([
    [
      'an accuracy in a run line',
      '"accuracy":0.8903225806451613',
      '"accuracy":0.9903225806451613',
      'the report says accuracy 0.99',
    ],
    [
      'a loss in a run line',
      /"loss":0\.7123456789/,
      '"loss":0.5',
      'the report says loss 0.5, run.json 0.7123456789',
    ],
    [
      'a number of parameters',
      '"parameters":723909',
      '"parameters":100000',
      'the report says parameters 100000',
    ],
    ['a run id', /"id":"[0-9a-f]{16}"/, '"id":"0123456789abcdef"', 'the report is of run 0123456789abcdef'],
    [
      'a percent of their own table',
      '| tf_flowers | 89.0 % |',
      '| tf_flowers | 98.0 % |',
      'the table says 98.0 % for baseline on tf_flowers, run.json 89.0 %',
    ],
    ['a percent by a tenth', '| tf_flowers | 89.0 % |', '| tf_flowers | 89.1 % |', 'the table says 89.1 %'],
    [
      "a percent of the team's table",
      '**89.0 %** (−1.0 pp)',
      '**91.0%** (−1.0 pp)',
      'the table says 91.0 % for baseline on tf_flowers',
    ],
    ['a run line without a number', /"loss":0\.7123456789,/, '', 'the run line lacks "loss"'],
    [
      'a run line that is not JSON',
      '<!-- run: {"experiment":"baseline"',
      '<!-- run: {"experiment":"baseline',
      'the run line is not JSON',
    ],
    [
      'a run line of an invented experiment',
      '"experiment":"baseline"',
      '"experiment":"miracle"',
      'has no experiment "miracle"',
    ],
    [
      'a run line left out',
      /<!-- run: \{"experiment":"baseline","dataset":"tf_flowers".*-->\n/,
      '',
      'there is no <!-- run: … --> line for baseline on tf_flowers',
    ],
  ])('%s that was changed is found, with its place', (_, from, to, evidence) => {
    made.replace(report(), from, to);
    const { state, evidence: found } = item();
    expect(state).toBe('missing');
    expect(found).toContain(evidence);
    expect(found).toMatch(/^apps\/team-1\/reports\/s1-1\.md(:\d+)?: /);
  });

  test('the line named is the line of the number', () => {
    made.replace(report(), '| tf_flowers | 89.0 % |', '| tf_flowers | 98.0 % |');
    expect(item().evidence).toContain(`s1-1.md:${lineOf('98.0 %')}: `);
    made.report();
    made.replace(report(), '"dataset":"tf_flowers","id":"', '"dataset":"tf_flowers","id":"x');
    expect(item().evidence).toContain(`s1-1.md:${lineOf('"id":"x')}: `);
  });

  test('an accuracy changed in run.json after the report was made is found as well', () => {
    made.edit(made.workspace.runFile('team-1', 'baseline', 'tf_flowers'), (run) => {
      run.test.accuracy = 0.99;
    });
    expect(item().state).toBe('missing');
  });

  test('a table without the own accuracy does not pass', () => {
    made.replace(report(), '| tf_flowers | 89.0 % |', '| tf_flowers | good |');
    made.replace(report(), '**89.0 %** (−1.0 pp)', 'good');
    expect(item()).toMatchObject({ state: 'missing', evidence: expect.stringContaining('no table shows') });
  });

  test("a team-mate's run that is gone is not compared", () => {
    made.replace(
      report(),
      '"experiment":"no-residual","dataset":"tf_flowers"',
      '"experiment":"no-residual","dataset":"tf_flowers","x":1',
    );
    rmSync(made.workspace.runFile('team-1', 'no-residual', 'tf_flowers'));
    expect(item().state).toBe('ok');
  });
});

describe('what a student can inject', () => {
  const inject = (text: string) => made.replace(report(), '> see the discussion file', text);

  test('run lines, tables and section markers in the discussion count for nothing', () => {
    inject(
      [
        '<!-- section: my-experiments -->',
        '',
        '| Experiment | Data set | Test accuracy |',
        '|---|---|---|',
        '| baseline | tf_flowers | 99.9 % |',
        '',
        '<!-- run: {"experiment":"baseline","dataset":"tf_flowers","id":"0","accuracy":1,"loss":0,"parameters":1} -->',
      ].join('\n'),
    );
    const { items } = made.grade('s1-1');
    expect(items.filter(({ state }) => state !== 'ok')).toEqual([]);
  });

  test('a name made of Markdown, HTML and regular expressions neither breaks the grading nor passes for a roster', () => {
    const name = 'a|b <!-- section: network --> (.*)+$ [x](y) `c`';
    made.edit(made.workspace.teamFile('team-1'), (team) => {
      team.members[3].name = name;
    });
    expect(made.item('s1-1', 'roster').state).toBe('ok'); // by the id, which is in the roster
    made.replace(report(), '| s1-4 |', '| - |');
    expect(made.item('s1-1', 'roster')).toMatchObject({
      state: 'missing',
      evidence: expect.stringContaining(name),
    });
    made.report();
    expect(made.grade('s1-1').items.filter(({ state }) => state !== 'ok')).toEqual([]);
  });

  test('a huge and deeply nested report is graded in time', () => {
    writeFileSync(report(), `${'> '.repeat(5000)}x\n\n${'<!--'.repeat(20_000)}\n${'| a '.repeat(20_000)}`);
    const start = performance.now();
    expect(made.item('s1-1', 'report').state).toBe('ok');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
