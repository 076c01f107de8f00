import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { type ClassRoom, openClassRoom } from './support/class-room.js';

vi.setConfig({ testTimeout: 120_000 });

const RUBRIC = {
  format: 'teamnet-rubric-1',
  items: [
    { id: 'each-member', points: 1 },
    { id: 'four-experiments', points: 1 },
    { id: 'discussion', points: 2 },
  ],
  manual: [{ id: 'insight', points: 4, title: { en: 'Insight', ko: '통찰' } }],
};

const MOODLE = `Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 1","Mina Lee",mina@school.example,Submitted,,100.00,Yes,-,-,
"Participant 2","Jonas Weber",j.weber@school.example,Submitted,50.00,100.00,Yes,-,-,"<p>Typed in Moodle.</p>"
"Participant 9","Somebody Else",else@school.example,Submitted,70.00,100.00,Yes,-,-,<p>Keep.</p>
`;

const CANVAS = `Student,ID,SIS User ID,SIS Login ID,Section,Quiz (1),Homework (2),Current Score
    Points Possible,,,,,10.00,20.00,(read only)
"Lee, Mina",11,t-1,mina,A,9.00,,90
"Weber, Jonas",12,t-2,jonas,A,8.00,5.00,80
"Rahman, Aisha",13,t-3,aisha,A,7.00,3.00,70
`;

/** Runs a command that must go well. */
async function ok(room: ClassRoom, ...args: string[]) {
  const outcome = await room.teamnet(args);
  expect(outcome.stderr).not.toMatch(/^error/m);
  expect(outcome.code).toBe(0);
  return outcome;
}

test('a teacher marks, gives feedback and hands the grades on, and nobody who waits gets a zero', async () => {
  using room = openClassRoom();
  writeFileSync(room.path('rubric.json'), JSON.stringify(RUBRIC));
  await ok(room, 'grade', '--team', 'team-t');
  const mark = (student: string, ...more: string[]) =>
    ok(room, 'grade', 'mark', '--team', 'team-t', '--student', student, ...more);
  await mark('t-1', '--item', 'insight', '--points', '3.5', '--comment', '=Good, "Mina" <b>');
  await mark('t-2', '--item', 'insight', '--points', '4');

  const written = await ok(room, 'grade', 'feedback', '--team', 'team-t');
  expect(written.stdout).toBe(
    ['t-1', 't-2', 't-3'].map((id) => `apps/team-t/grades/${id}/feedback.html\n`).join(''),
  );
  const page = readFileSync(room.path('apps/team-t/grades/t-1/feedback.html'), 'utf8');
  expect(page).toContain('<strong>5.5 of 8 points.</strong>');
  expect(page).toContain('=Good, &quot;Mina&quot; &lt;b&gt;');

  const csv = await ok(room, 'grade', 'export', '--to', 'csv', '--out-of', '20');
  const [header, one, two, three] = csv.stdout.split('\r\n');
  expect(header).toMatch(
    /^\uFEFFteam,student,name,email,points,possible,score,out_of,ok,total,pending,comment,each-member,/,
  );
  expect(one).toMatch(
    /^team-t,t-1,Mina Lee \(이미나\),,5\.5,8,13\.75,20,2,3,,,ok,1,ok,1,\w+,0,3\.5,"'=Good, ""Mina"" <b>"$/,
  );
  expect(two).toMatch(/^team-t,t-2,Jonas Weber,,6,8,15,20,/);
  expect(three).toMatch(/^team-t,t-3,Aisha Rahman,,,8,,20,2,3,insight,/);
  expect(csv.stderr).toContain('no points yet, so none handed on (insight): t-3');

  writeFileSync(
    room.path('map.csv'),
    'id,email,github_username\nt-1,mina@school.example,mina-lee\nt-2,j.weber@school.example,jweber\n',
  );
  writeFileSync(room.path('worksheet.csv'), MOODLE);
  const moodle = await ok(
    room,
    'grade',
    'export',
    '--to',
    'moodle',
    '--worksheet',
    'worksheet.csv',
    '--map',
    'map.csv',
    '--out',
    'moodle.csv',
    '--json',
  );
  expect(JSON.parse(moodle.stdout)).toMatchObject({
    to: 'moodle',
    exported: ['t-1', 't-2'],
    outOf: 100,
    pending: [{ student: 't-3', ids: ['insight'] }],
    leftOut: [{ student: 't-3', why: 'not in the worksheet' }],
    rowsWithoutStudent: ['Participant 9 Somebody Else'],
    problems: [],
  });
  const rows = readFileSync(room.path('moodle.csv'), 'utf8').split('\n');
  expect(rows[1]).toMatch(/^Participant 1,.*,68\.75,100\.00,Yes,/);
  expect(rows[2]).toMatch(
    /^Participant 2,.*,75,100\.00,Yes,-,-,"<p>Typed in Moodle\.<\/p><div class=""teamnet-feedback"">/,
  );
  expect(rows[3]).toBe(
    'Participant 9,Somebody Else,else@school.example,Submitted,70.00,100.00,Yes,-,-,<p>Keep.</p>',
  );

  writeFileSync(room.path('gradebook.csv'), CANVAS);
  const canvas = await ok(
    room,
    'grade',
    '--team',
    'team-t',
    'export',
    '--to',
    'canvas',
    '--worksheet',
    'gradebook.csv',
    '--assignment',
    'Homework',
  );
  expect(canvas.stdout.split('\n')).toEqual([
    'Student,ID,SIS User ID,SIS Login ID,Section,Homework (2)',
    '"    Points Possible",,,,,20.00',
    '"Lee, Mina",11,t-1,mina,A,13.75',
    '"Weber, Jonas",12,t-2,jonas,A,15',
    '"Rahman, Aisha",13,t-3,aisha,A,3.00',
    '',
  ]);

  await ok(room, 'grade', 'export', '--to', 'github-classroom', '--map', 'map.csv', '--out', 'classroom');
  expect(readdirSync(room.path('classroom/results'))).toEqual(['jweber.json', 'mina-lee.json']);
});

test('what cannot be handed on is one clear error, and nothing is written', async () => {
  using room = openClassRoom();
  writeFileSync(room.path('rubric.json'), JSON.stringify(RUBRIC));
  const fails = async (...args: string[]) => {
    const { code, stderr, stdout } = await room.teamnet(['grade', 'export', ...args]);
    expect(stdout).toBe('');
    return [code, stderr];
  };
  expect(await fails('--to', 'csv', '--out', 'out.csv')).toEqual([
    1,
    expect.stringMatching(/^error: There is no grade to export .*\n {2}→ Run "teamnet grade" first\.\n$/),
  ]);
  await ok(room, 'grade', '--team', 'team-t');
  writeFileSync(room.path('x.csv'), 'a,b\n');
  expect(await fails('--to', 'moodle', '--worksheet', 'x.csv', '--out', 'out.csv')).toEqual([
    2,
    expect.stringMatching(/^error: .*x\.csv: it has no column "Identifier" .*\n {2}→ /),
  ]);
  expect(await fails('--to', 'moodle', '--out', 'out.csv')).toEqual([
    1,
    expect.stringMatching(/its own table only.*\n {2}→ Download the grading worksheet/),
  ]);
  expect((await fails('--to', 'blackboard'))[0]).toBe(2);
  expect(existsSync(room.path('out.csv'))).toBe(false);
});
