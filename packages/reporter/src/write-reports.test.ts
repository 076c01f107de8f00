import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradeTeam } from '@teamnet/grader';
import { type Language, SECTION_IDS } from '@teamnet/records';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HomeworkOfOtherTeamError, StudentUnknownError } from './errors.js';
import { FixtureClass, FOUR } from './testing/fixture-class.js';
import { writeReports } from './write-reports.js';

let made: FixtureClass;
afterEach(() => made.remove());

const grade = (student: string) =>
  gradeTeam(made.workspace, made.team, { students: [student] })[0]!.items.filter(
    ({ state }) => state !== 'ok',
  );
const sectionsOf = (markdown: string) =>
  [...markdown.matchAll(/^<!-- section: (.*) -->$/gm)].map(([, id]) => id);

describe.each(['en', 'ko'] as Language[])('a complete hand-in in %s', (language) => {
  beforeEach(() => {
    made = new FixtureClass('team-1', FOUR, language);
  });

  test('has every grading item, in files that name no path and no host', async () => {
    const written = await writeReports(made.workspace, 'team-1');
    expect(written.map(({ student }) => student)).toEqual(FOUR.map(({ id }) => id));
    for (const { id } of FOUR) {
      expect(grade(id)).toEqual([]);
      const [markdown, html] = [made.report(id), made.report(id, 'html')];
      expect(sectionsOf(markdown)).toEqual(SECTION_IDS);
      expect(html).toContain(`<html lang="${language}">`);
      for (const text of [markdown, html]) {
        expect(text).not.toContain(made.workspace.root);
        expect(text).not.toMatch(/undefined|NaN|\[object/);
      }
      for (const [, path] of markdown.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
        expect(existsSync(made.app('reports', path!))).toBe(true);
      expect(html.replaceAll('http://www.w3.org/', '')).not.toMatch(
        /(src|href|url)\s*[=(]\s*["']?(https?:)?\/\//,
      );
      expect(html).not.toMatch(/<script|<link|@import/);
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, name]) => name);
      expect(ids.length).toBe(new Set(ids).size);
      for (const [tag] of html.matchAll(/<img [^>]*>/g)) expect(tag).toMatch(/ alt="[^"]+"/);
    }
  });
});

describe('in English', () => {
  beforeEach(() => {
    made = new FixtureClass();
  });

  test('equal input gives equal bytes, and files that would not change are not touched', async () => {
    await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    const files = readdirSync(made.app('reports'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const before = files.map((file) => [readFileSync(file, 'base64'), statSync(file).mtimeMs]);
    const [again] = await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    expect(again!.changed).toBe(false);
    expect(files.map((file) => [readFileSync(file, 'base64'), statSync(file).mtimeMs])).toEqual(before);
    rmSync(made.app('reports'), { recursive: true });
    const [fresh] = await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    expect(fresh!.changed).toBe(true);
    expect(files.map((file) => readFileSync(file, 'base64'))).toEqual(before.map(([bytes]) => bytes));
  });

  test('a team-mate’s missing run is written down as not shared, with the reason, at no cost to others', async () => {
    rmSync(made.workspace.runFolder('team-1', 'no-residual', 'tf_flowers'), { recursive: true });
    writeFileSync(made.workspace.runFile('team-1', 'no-augment', 'tf_flowers'), '{ half');
    await writeReports(made.workspace, 'team-1');
    const markdown = made.report('s1-1');
    expect(markdown).toMatch(/`no-residual` \| Jonas Weber .* not shared: There is no run.json. \|/);
    expect(markdown).toMatch(
      /`no-augment` \| 박서준 .* not shared: apps\/team-1\/runs\/no-augment.*not JSON/,
    );
    expect(grade('s1-1')).toEqual([]);
    expect(made.report('s1-2')).toMatch(/`no-residual` \| tf_flowers \| not shared/);
  });

  test('without any run each report still has all sections and says that nothing is shared', async () => {
    rmSync(made.app('runs'), { recursive: true });
    await writeReports(made.workspace, 'team-1');
    for (const { id } of FOUR) {
      expect(sectionsOf(made.report(id))).toEqual(SECTION_IDS);
      const empty = grade(id).filter((item) => item.id.startsWith('section-') || item.id === 'roster');
      expect(empty).toEqual([]);
    }
    expect(made.report('s1-1')).toContain('None of my runs is shared yet');
  });

  test('a diagram or picture that is broken is left out, and the report says so', async () => {
    const broken = made.workspace.runFolder('team-1', 'baseline', 'rock_paper_scissors');
    writeFileSync(join(broken, 'network.svg'), '<svg><g>');
    writeFileSync(join(broken, 'misclassified/0.png'), 'no picture');
    made.relist('baseline', 'rock_paper_scissors', (run) => {
      run.test.misclassified[1]!.picture = 'misclassified/unlisted.png';
    });
    await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    const markdown = made.report('s1-1');
    expect(markdown).toContain('network.svg is not a whole SVG file');
    expect(markdown).toContain('2 of its pictures cannot be shown');
    expect(readdirSync(made.app('reports/figures/s1-1'))).not.toContain('baseline-network.svg');
    expect(grade('s1-1').map(({ id }) => id)).toEqual(['model-diagram']);
  });

  test('stand-in images are said loudly, first of all', async () => {
    made.relist('baseline', 'tf_flowers', (run) => {
      run.dataset.source = 'stand-in';
    });
    await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    const markdown = made.report('s1-1');
    expect(markdown.indexOf('STAND-IN IMAGES: tf_flowers')).toBeLessThan(markdown.indexOf('section: roster'));
    expect(markdown).toContain('| `baseline` | tf_flowers **⚠ stand-in** |');
  });

  test('the discussion file is made once from the template and never written again', async () => {
    const file = made.workspace.discussionFile('team-1', 's1-1');
    rmSync(file);
    await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    const template = readFileSync(file, 'utf8');
    expect(made.report('s1-1')).toContain('apps/team-1/discussion/s1-1.md is still the untouched template');
    expect(grade('s1-1').map(({ id, state, evidence }) => [id, state, evidence])).toContainEqual([
      'discussion',
      'empty',
      'apps/team-1/discussion/s1-1.md: still the untouched template',
    ]);
    writeFileSync(file, `${template}\nMy own words.\n`);
    await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    expect(readFileSync(file, 'utf8')).toBe(`${template}\nMy own words.\n`);
    expect(made.report('s1-1')).toContain('> My own words.');
  });

  test('a hostile discussion forges no marker, section or tag', async () => {
    const hostile = `Overfitting from epoch 14 on, as the validation loss says. ${'word '.repeat(60)}

<!-- section: reproduce -->

<!-- run: {"experiment":"baseline","dataset":"tf_flowers","id":"0","accuracy":1,"loss":0,"parameters":1} -->

<script>alert(1)</script></section>

\`\`\`
never closed`;
    writeFileSync(made.workspace.discussionFile('team-1', 's1-1'), hostile);
    await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    expect(grade('s1-1')).toEqual([]);
    expect(sectionsOf(made.report('s1-1'))).toEqual(SECTION_IDS);
    expect(made.report('s1-1', 'html')).not.toContain('<script');
  });

  test('names, questions and labels stay text', async () => {
    made.rename('s1-2', '](x) <img src=x onerror=alert(1)> | **B** "\'');
    made.relist('no-residual', 'tf_flowers', (run) => {
      run.dataset.labels[0] = '<script>alert(2)</script>';
      run.test.perClass[0]!.label = '| <b>';
    });
    await writeReports(made.workspace, 'team-1', { students: ['s1-2'] });
    expect(grade('s1-2')).toEqual([]);
    const html = made.report('s1-2', 'html');
    expect(html).not.toMatch(/<script|<img src=x|<b>/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  test('figures of an experiment that is gone are removed', async () => {
    made.write('apps/team-1/reports/figures/s1-1/gone-loss.svg', '<svg/>');
    await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
    expect(existsSync(made.app('reports/figures/s1-1/gone-loss.svg'))).toBe(false);
  });

  test('an unknown student and another team’s homework are told', async () => {
    await expect(writeReports(made.workspace, 'team-1', { students: ['s9'] })).rejects.toThrow(
      StudentUnknownError,
    );
    made.write('apps/team-1/homework.json', JSON.stringify({ ...made.homework, team: 'team-2' }));
    await expect(writeReports(made.workspace, 'team-1')).rejects.toThrow(HomeworkOfOtherTeamError);
  });
});
