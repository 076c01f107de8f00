import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradeTeam } from '@teamnet/grader';
import type { Language } from '@teamnet/records';
import { afterEach, describe, expect, test } from 'vitest';
import { FixtureClass, FOUR } from './testing/fixture-class.js';
import { writeReports } from './write-reports.js';

let made: FixtureClass;
afterEach(() => made?.remove());

function notOk(student: string) {
  const [grade] = gradeTeam(made.workspace, made.team, { students: [student] });
  return grade!.items.filter(({ state }) => state !== 'ok');
}

describe.each(['en', 'ko'] as Language[])('in %s', (language) => {
  test('the reports of a complete hand-in have every grading item', async () => {
    made = new FixtureClass('team-1', FOUR, language);
    const written = await writeReports(made.workspace, 'team-1');
    expect(written.map(({ student }) => student)).toEqual(FOUR.map(({ id }) => id));
    for (const { id } of FOUR) expect(notOk(id)).toEqual([]);
  });
});
