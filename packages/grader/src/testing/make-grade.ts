import type { Grade, GradeItem } from '@teamnet/records';
import type { ExportEntry } from '../exports/grade-export.js';
import type { Identity } from '../exports/identity.js';

/** A grade of 4 + 3 points: `discussion` (2), `roster` (1), `model-saved` (1) and the manual `insight` (3). */
export function makeGrade(
  change: Partial<Grade> & { insight?: number | null; discussion?: Partial<GradeItem> } = {},
): Grade {
  const { insight = 2.5, discussion, ...rest } = change;
  const item = (id: string, title: string, possible: number, over: Partial<GradeItem> = {}): GradeItem => ({
    ...{
      id,
      title,
      state: 'ok',
      evidence: `apps/team-1/reports/s1-1.md:3: ${id}`,
      possible,
      points: possible,
    },
    ...over,
  });
  const items = [
    item('roster', 'Every team member is listed', 1),
    item('discussion', 'Discussion long enough', 2, discussion),
    item('model-saved', 'Trained network saved', 1),
  ];
  const manual = [{ id: 'insight', title: 'Insight', possible: 3, points: insight }];
  const all = [...items, ...manual];
  return {
    format: 'teamnet-grade-1',
    team: 'team-1',
    student: 's1-1',
    name: 'Minji Kim',
    rubric: '0'.repeat(64),
    inputs: '0'.repeat(64),
    items,
    ok: items.filter(({ state }) => state === 'ok').length,
    total: items.length,
    manual,
    points: all.reduce((sum, { points }) => sum + (points ?? 0), 0),
    possible: all.reduce((sum, { possible }) => sum + possible, 0),
    pending: all.filter(({ points }) => points === null).map(({ id }) => id),
    ...rest,
  };
}

/** A class that is hard on every format: commas, quotes, line breaks, formulas, Korean, and a grade that waits. */
export function makeEntries(): ExportEntry[] {
  const entry = (grade: Grade, identity: Identity): ExportEntry => ({ grade, identity, language: 'en' });
  return [
    entry(makeGrade({ name: '김민지', comment: '잘했습니다, "정말"' }), {
      email: 'minji@example.com',
      githubUsername: 'minji-k',
    }),
    entry(
      makeGrade({
        student: 's1-2',
        name: 'O\'Connor, "Bo" Aoife',
        comment: '=HYPERLINK("http://evil.example","click")\r\n@SUM(1+1)',
        discussion: {
          state: 'missing',
          points: 0,
          evidence: '+1 words; <script>alert(1)</script>',
          hint: '-write more',
        },
      }),
      { email: 'aoife@example.com', githubUsername: 'aoife' },
    ),
    entry(makeGrade({ student: 's1-3', name: '=cmd|calc', insight: null, comment: 'See me.' }), {
      email: 'cmd@example.com',
      githubUsername: 'cmd-calc',
    }),
    entry(
      makeGrade({
        student: 's2-1',
        name: 'Jonas Weber',
        team: 'team-2',
        insight: 0,
        discussion: { state: 'empty', points: 0, evidence: 'apps/team-2/discussion/s2-1.md: 0 words' },
      }),
      { email: 'jonas@example.com', githubUsername: 'jonas-w' },
    ),
  ];
}
