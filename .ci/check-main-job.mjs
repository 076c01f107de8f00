// Looks at what `npm start` wrote for a team: every report whole, every grade there, numbers as in run.json.
import { existsSync, readFileSync } from 'node:fs';
import { readHomework, readTeam, readTeamRuns, SECTION_IDS, Workspace } from '@teamnet/records';

/** Items of a grade that hold without a student having written anything. */
const ITEMS = [
  'report',
  ...SECTION_IDS.filter((id) => id !== 'discussion').map((id) => `section-${id}`),
  'roster',
  'four-experiments',
  'own-experiment',
  'each-member',
  'both-datasets',
  'same-network',
  'augmentation',
  'training-done',
  'evaluation-done',
  'numbers-match',
  'model-saved',
];

const team = process.argv[2] ?? 'team-3';
const workspace = Workspace.find(import.meta.dirname);
let passed = 0;
let failed = 0;
const check = (title, holds, why = '') => {
  if (holds) passed++;
  else failed++;
  process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${title}${holds || why === '' ? '' : `: ${why}`}\n`);
};

for (const { experiment, dataset, run, reason } of readTeamRuns(
  workspace,
  readHomework(workspace.homeworkFile(team)),
)) {
  check(`run ${experiment.id} on ${dataset}`, run !== null, reason ?? '');
  if (run) {
    check(`  is of the real photos`, run.dataset.source !== 'stand-in', run.dataset.source);
    const last = run.history.at(-1);
    // An ablation may be meant to fail; the baseline is not.
    if (experiment.id === 'baseline')
      check(
        `  learns`,
        last.accuracy > 1.3 / run.dataset.labels.length,
        `training accuracy ${last.accuracy}`,
      );
    check(`  its losses are numbers`, Number.isFinite(last.loss) && Number.isFinite(run.test.loss));
  }
}
for (const { id } of readTeam(workspace.teamFile(team)).members) {
  const report = `${workspace.reportsFolder(team)}/${id}.md`;
  check(`report of ${id}`, existsSync(report) && existsSync(report.replace(/\.md$/, '.html')));
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const lacking = SECTION_IDS.filter((section) => !text.includes(`<!-- section: ${section} -->`));
  check(`  has all eight sections`, lacking.length === 0, lacking.join(', '));
  const file = workspace.gradeFile(team, id);
  const items = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).items : [];
  const bad = ITEMS.filter((item) => items.find((entry) => entry.id === item)?.state !== 'ok');
  check(`  its grade is ok in all that the program does`, bad.length === 0, bad.join(', '));
  check(
    `  its grade has no error of the grader's own`,
    items.every(({ state }) => state !== 'error'),
  );
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
