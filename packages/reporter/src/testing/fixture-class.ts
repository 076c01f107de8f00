import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type DatasetName,
  type Homework,
  type Language,
  type Run,
  type Team,
  Workspace,
} from '@teamnet/records';
import { makeRun, sha256 } from './make-run.js';

export const FOUR: Team['members'] = [
  { id: 's1-1', name: 'Minji Kim (김민지)', role: 'baseline and training' },
  { id: 's1-2', name: 'Jonas Weber' },
  { id: 's1-3', name: "Aoife O'Connor | <b>" },
  { id: 's1-4', name: '박서준' },
];

/** A checkout in a temporary folder with one team that trained everything and wrote its discussions. */
export class FixtureClass {
  readonly workspace = new Workspace(mkdtempSync(join(tmpdir(), 'teamnet-reporter-')));
  readonly homework: Homework;

  constructor(
    readonly team = 'team-1',
    readonly members: Team['members'] = FOUR,
    language: Language = 'en',
  ) {
    this.homework = makeHomework(team, members, language);
    this.write('package.json', '{ "name": "teamnet" }');
    this.addTeam(this.homework);
    for (const { id } of members) this.write(`apps/${team}/discussion/${id}.md`, DISCUSSIONS[language]);
  }

  /** Another team beside the first, with runs of its own. */
  addTeam(homework: Homework, edit?: (run: Run) => void): void {
    this.write(
      `teams/${homework.team}.json`,
      JSON.stringify({ team: homework.team, members: this.members }, null, 2),
    );
    this.write(`apps/${homework.team}/homework.json`, JSON.stringify(homework, null, 2));
    for (const experiment of homework.experiments)
      for (const dataset of homework.datasets) makeRun(this.workspace, homework, experiment, dataset, edit);
  }

  /** Changes a run.json and lists the files as they lie there now. */
  relist(experiment: string, dataset: DatasetName, edit: (run: Run) => void): void {
    const file = this.workspace.runFile(this.team, experiment, dataset);
    const run = JSON.parse(readFileSync(file, 'utf8')) as Run;
    edit(run);
    for (const listed of run.files) {
      const content = readFileSync(join(dirname(file), listed.path));
      Object.assign(listed, { bytes: content.length, sha256: sha256(content) });
    }
    writeFileSync(file, JSON.stringify(run, null, 2));
  }

  rename(student: string, name: string): void {
    const members = this.members.map((member) => (member.id === student ? { ...member, name } : member));
    this.write(`teams/${this.team}.json`, JSON.stringify({ team: this.team, members }, null, 2));
  }

  /** Path inside the team's app. */
  app(...parts: string[]): string {
    return join(this.workspace.appFolder(this.team), ...parts);
  }

  report(student: string, extension: 'md' | 'html' = 'md'): string {
    return readFileSync(this.app('reports', `${student}.${extension}`), 'utf8');
  }

  readText(file: string): string {
    return readFileSync(file, 'utf8');
  }

  write(path: string, content: string | Uint8Array): void {
    const file = join(this.workspace.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(): void {
    rmSync(this.workspace.root, { recursive: true, force: true });
  }
}

export function makeHomework(team: string, members: Team['members'], language: Language): Homework {
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
      {
        id: 'baseline',
        by: by(0),
        question: 'How far does mini-Xception get from scratch on each data set?',
      },
      {
        id: 'no-residual',
        by: by(1),
        question: 'Do the residual connections matter in a network of this depth?',
        change: { model: { options: { residual: false } } },
      },
      {
        id: 'no-batch-norm',
        by: by(2),
        question: 'What does batch normalization buy, in accuracy and in epochs?',
        change: { model: { options: { batchNorm: false } } },
      },
      {
        id: 'no-augment',
        by: by(3),
        question: 'How much overfitting does augmentation prevent?',
        change: { training: { augment: [] } },
      },
      {
        id: 'no-separable',
        by: by(0),
        question: 'What do ordinary convolutions cost and gain against depthwise separable ones?',
        change: { model: { options: { separable: false } } },
      },
    ],
    profiles: { quick: { training: { imageSize: 64, epochs: 4 } } },
    language,
  };
}

const DISCUSSIONS: Record<Language, string> = {
  en: `<!-- teamnet: discussion template -->
# Discussion

## My experiment

> Does your network overfit?

${'The validation loss turns while the training loss keeps falling, so our network overfits a little. '.repeat(4)}

I tried \`dropout\` too:

\`\`\`js
if (loss <b) stop();
\`\`\`

## The two data sets

> Why is one of them harder?

- The hands stand before an **even background**;
- the flowers are everywhere in the photo.
`,
  ko: `<!-- teamnet: discussion template -->
# 토의

## 나의 실험

> 신경망이 과적합되었나요?

${'우리 신경망은 열네 번째 에폭부터 과적합이 조금 시작되었고 검증 손실이 다시 올라갔다. '.repeat(6)}

## 두 데이터셋

> 왜 하나가 더 어려운가요?

가위바위보 사진은 배경이 고르지만 꽃 사진은 그렇지 않다.
`,
};
