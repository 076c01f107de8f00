import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type Grade,
  type GradeItem,
  type Homework,
  type Language,
  readHomework,
  readTeam,
  readTeamRuns,
  type Team,
  Workspace,
} from '@teamnet/records';
import { gradeTeam } from '../grade-team.js';
import { makeRun } from './make-run.js';
import { renderReport } from './render-report.js';

/** A checkout in a temporary folder with one team that handed in everything. */
export class FixtureClass {
  readonly workspace = new Workspace(mkdtempSync(join(tmpdir(), 'teamnet-grader-')));

  constructor(
    readonly team: string,
    members: Team['members'],
    language: Language = 'en',
  ) {
    this.write(this.workspace.teamFile(team), JSON.stringify({ team, members }, null, 2));
    const homework = makeHomework(team, members, language);
    this.write(this.workspace.homeworkFile(team), JSON.stringify(homework, null, 2));
    for (const experiment of homework.experiments)
      for (const dataset of homework.datasets) makeRun(this.workspace, homework, experiment, dataset);
    for (const { id } of members) this.write(this.workspace.discussionFile(team, id), discussion(language));
    this.report();
  }

  /** Writes all reports from what lies there now, as `teamnet report` does. */
  report(): void {
    const team = readTeam(this.workspace.teamFile(this.team));
    const homework = readHomework(this.workspace.homeworkFile(this.team));
    const runs = readTeamRuns(this.workspace, homework);
    for (const member of team.members)
      this.write(this.reportFile(member.id), renderReport(team, homework, runs, member));
  }

  reportFile(student: string): string {
    return join(this.workspace.reportsFolder(this.team), `${student}.md`);
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Replaces text in a file; fails when it is not there, so that no test passes by mistake. */
  replace(file: string, from: string | RegExp, to: string): void {
    const before = readFileSync(file, 'utf8');
    const after = before.replace(from, () => to);
    if (after === before) throw new Error(`${file} has no ${from}`);
    writeFileSync(file, after);
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests break records in ways that no type allows
  edit(file: string, change: (value: any) => void): void {
    const value = JSON.parse(readFileSync(file, 'utf8'));
    change(value);
    writeFileSync(file, JSON.stringify(value, null, 2));
  }

  grade(student: string): Grade {
    return gradeTeam(this.workspace, this.team, { students: [student] })[0]!;
  }

  item(student: string, id: string): GradeItem {
    const item = this.grade(student).items.find((candidate) => candidate.id === id);
    if (!item) throw new Error(`There is no item ${id}`);
    return item;
  }

  remove(): void {
    rmSync(this.workspace.root, { recursive: true, force: true });
  }
}

export const FOUR = [
  { id: 's1-1', name: 'Minji Kim (김민지)' },
  { id: 's1-2', name: 'Jonas Weber' },
  { id: 's1-3', name: "Aoife O'Connor | <b>" },
  { id: 's1-4', name: '박서준' },
];

function makeHomework(team: string, members: Team['members'], language: Language): Homework {
  const by = (place: number) => members[place % members.length]!.id;
  return {
    team,
    datasets: ['rock_paper_scissors', 'tf_flowers'],
    model: { name: 'mini-xception', options: {} },
    training: {
      imageSize: 96,
      batchSize: 32,
      epochs: 20,
      optimizer: { name: 'adam', learningRate: 0.001 },
      augment: ['flip', 'rotate', 'zoom'],
      earlyStopping: { patience: 5 },
      seed: 1,
    },
    experiments: [
      { id: 'baseline', by: by(0), question: 'How far?' },
      {
        id: 'no-residual',
        by: by(1),
        question: 'Residuals?',
        change: { model: { options: { residual: false } } },
      },
      {
        id: 'no-batch-norm',
        by: by(2),
        question: 'Batch norm?',
        change: { model: { options: { batchNorm: false } } },
      },
      { id: 'no-augment', by: by(3), question: 'Augmentation?', change: { training: { augment: [] } } },
      {
        id: 'no-residual-slow',
        by: by(1),
        question: 'Slower?',
        change: { model: { options: { residual: false } } },
      },
    ],
    profiles: { quick: { training: { epochs: 4 } } },
    language,
  };
}

export const TEMPLATE = `<!-- teamnet: discussion template -->
# Discussion

<!-- Answer in your own words; at least 50 of them. -->

> Does your network overfit? From which epoch does the validation loss rise?

## The two data sets

> Why is one of them harder?
`;

function discussion(language: Language): string {
  const sentence =
    language === 'ko'
      ? '우리 신경망은 두 번째 에폭부터 과적합이 시작되었고 검증 손실이 다시 올라갔다. 가위바위보 데이터는 배경이 같아서 더 쉬웠다. '
      : 'Our network overfits from the second epoch on, where the validation loss turns while the training loss keeps falling. ';
  return `${TEMPLATE}\n${sentence.repeat(5)}\n`;
}
