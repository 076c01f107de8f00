import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Grade, toJson, Workspace } from '@teamnet/records';
import MarkdownIt from 'markdown-it';
import { afterAll, expect, test } from 'vitest';
import { StudentUnknownError } from '../errors.js';
import { makeGrade } from '../testing/make-grade.js';
import { writeFeedback } from './write-feedback.js';

const workspace = new Workspace(mkdtempSync(join(tmpdir(), 'teamnet-feedback-')));
afterAll(() => rmSync(workspace.root, { recursive: true }));

function put(...grades: Grade[]): void {
  const write = (file: string, value: unknown) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, toJson(value));
  };
  const members = grades.map(({ student, name }) => ({ id: student, name }));
  write(workspace.teamFile('team-1'), {
    team: 'team-1',
    members: [...members, { id: 's1-9', name: 'Not graded' }],
  });
  for (const grade of grades) write(workspace.gradeFile('team-1', grade.student), grade);
}

function pages(grade: Grade, language?: 'en' | 'ko') {
  put(grade);
  const { written } = writeFeedback(workspace, ['team-1'], language ? { language } : {});
  const [markdown, html] = written[0]!.files.map((file) => readFileSync(file, 'utf8')) as [string, string];
  return { markdown, html };
}

const HOSTILE = '<img src=x onerror=alert(1)>[x](javascript:alert(1)) **b** # h | `c` &amp;\u202Eevil';

test('the result comes first, then the teacher, what is missing, what waits, what is there', () => {
  const { markdown, html } = pages(
    makeGrade({
      insight: null,
      comment: 'Well done.\n\nCome by.',
      discussion: {
        state: 'empty',
        points: 0,
        evidence: 'apps/team-1/discussion/s1-1.md: 0 words',
        hint: 'Write it.',
      },
    }),
  );
  const order = [
    '2 of 7 points so far',
    'Well done.',
    'Come by.',
    'What is missing',
    'Discussion long enough',
    '0 words',
    'Write it.',
    'Not decided yet',
    'Insight',
    'What is there',
    'Every team member is listed',
  ];
  for (const page of [markdown, html]) {
    const places = order.map((text) => page.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  }
});

test('nothing that a student or a teacher wrote is HTML or Markdown', () => {
  const { markdown, html } = pages(
    makeGrade({
      name: HOSTILE,
      comment: HOSTILE,
      discussion: {
        state: 'missing',
        points: 0,
        title: HOSTILE,
        evidence: HOSTILE,
        hint: HOSTILE,
        mark: { comment: HOSTILE },
      },
    }),
  );
  const shown = new MarkdownIt({ html: true, linkify: true }).render(markdown);
  for (const page of [html, shown]) {
    expect(page).not.toMatch(/<img|<a |href|<code|<table/);
    expect(page).toContain(
      '&lt;img src=x onerror=alert(1)&gt;[x](javascript:alert(1)) **b** # h | `c` &amp;amp;evil',
    );
  }
  expect(html).not.toMatch(/<script|url\(|@import| src=(?!x)/);
});

test('points that the teacher gave stand under the teacher, not under what is missing', () => {
  const { markdown } = pages(
    makeGrade({
      discussion: { state: 'missing', points: 1, mark: { points: 1, comment: 'Half of it counts.' } },
    }),
  );
  expect(markdown).toContain('## What is missing\n\nNothing is missing.');
  expect(markdown).toContain(
    '- **Discussion long enough** (missing, 1 of 2 points, points given by your teacher)\n  - Comment: Half of it counts.',
  );
});

test('an item that the grader could not judge waits and costs nothing', () => {
  const { markdown } = pages(
    makeGrade({ discussion: { state: 'error', points: null, evidence: 'The grader could not judge this.' } }),
  );
  expect(markdown).toContain('## Not decided yet\n\n- **Discussion long enough** (error)\n');
  expect(markdown).not.toContain('0 of 2');
});

test('marks that cannot be read leave no grade, rather than a low one', () => {
  const { markdown } = pages(makeGrade({ problem: 'marks/s1-1.json is broken', pending: ['roster'] }));
  expect(markdown).toContain('**No grade yet:');
  expect(markdown).not.toMatch(/\d+ of \d+ points so far/);
});

test('equal grades leave the files alone; who has no grade is said', () => {
  const grade = makeGrade();
  put(grade);
  const first = writeFeedback(workspace, ['team-1']);
  const file = first.written[0]!.files[1]!;
  const before = statSync(file).mtimeMs;
  const again = writeFeedback(workspace, ['team-1']);
  expect(again.written[0]!.changed).toBe(false);
  expect(statSync(file).mtimeMs).toBe(before);
  expect(again.problems.map(({ student }) => student)).toEqual(['s1-9']);
  expect(writeFeedback(workspace, ['team-1'], { students: ['s1-1'] }).problems).toEqual([]);
  expect(() => writeFeedback(workspace, ['team-1'], { students: ['x'] })).toThrow(StudentUnknownError);
});

test('Korean speaks Korean throughout', () => {
  const { markdown, html } = pages(makeGrade({ insight: null }), 'ko');
  expect(html).toContain('<html lang="ko">');
  expect(markdown).toContain('# 피드백: Minji Kim');
  expect(markdown).toContain('현재 7점 만점에 4점, 1개 항목은 아직 채점 전');
  expect(markdown).not.toMatch(/points|missing|teacher/);
});
