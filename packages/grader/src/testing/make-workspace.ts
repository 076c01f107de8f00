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
    for (const [place, { id }] of members.entries())
      this.write(this.workspace.discussionFile(team, id), discussion(language, place));
    this.report();
  }

  /** Writes all reports from what lies there now, as `teamnet report` does. */
  report(): void {
    const team = readTeam(this.workspace.teamFile(this.team));
    const homework = readHomework(this.workspace.homeworkFile(this.team));
    const runs = readTeamRuns(this.workspace, homework);
    for (const member of team.members)
      this.write(this.reportFile(member.id), renderReport(team, homework, runs, member));
    this.write(
      join(this.workspace.reportsFolder(this.team), 'figures/network.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>\n',
    );
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

function discussion(language: Language, place: number): string {
  return `${TEMPLATE}\n${DISCUSSIONS[language][place]}\n`;
}

/** One a member, in their own words. */
const DISCUSSIONS: Record<Language, string[]> = {
  en: [
    `Our network overfits from the second epoch on, where the validation loss turns while the training loss keeps falling. I had expected the residual connections to matter more in such a deep stack of blocks. The hands lie on a plain background, so their outline is all that counts, and three answers are easier than five. Next time I would train with three seeds before I believe a difference of one point.`,
    `Without the shortcuts the curve of the flowers turned at epoch 2, which I call overfitting although the accuracy still grew a little. Looking at the mistakes, roses and tulips are mixed up whenever the photo shows them from the side. Gestures differ in the number of fingers, flowers only in petals and colours. A learning rate ten times smaller made everything slower and nothing better.`,
    `Batch normalization is what keeps this network trainable: without it the first epochs hardly move. I read a validation loss of 0.65 off the plot, and afterwards it only climbs, so I would stop there because of overfitting. Sunflowers are found nearly always, thanks to their yellow discs. My team-mates' result on augmentation surprised me, since I had bet on the opposite.`,
    `Leaving augmentation out gave the widest gap between training and validation that any of us saw. The overfitting begins early, in epoch 3 at the latest, and the photos of the training split are soon known by heart. Rendered hands under even light need no such tricks. With more time I would photograph our own test images and see whether the ranking survives.`,
  ],
  ko: [
    `우리 신경망은 두 번째 에폭부터 과적합이 시작되었고 검증 손실이 다시 올라갔다. 가위바위보 데이터는 배경이 단순해서 손의 윤곽만 보면 충분했다. 잔차 연결이 이렇게 깊은 구조에서 더 큰 차이를 만들 것이라고 예상했는데 결과는 그렇지 않았다. 다음에는 시드를 세 개로 바꾸어 가며 같은 실험을 되풀이하고 나서 작은 차이를 믿을 것이다. 학습률을 조금 낮추면 곡선이 더 부드러워질 것 같다. 정답이 세 가지뿐이라는 점도 가위바위보를 쉽게 만든다. 꽃은 색과 모양이 제각각이라 훨씬 어렵다고 느꼈고, 사진을 하나씩 넘겨 보니 그 까닭을 알 수 있었다.`,
    `지름길을 없앤 나의 실험에서는 에폭 2 이후로 검증 곡선이 나빠져서 과적합이라고 판단했다. 틀린 사진을 모아 보면 장미와 튤립을 옆에서 찍은 것이 대부분이다. 손가락의 개수는 뚜렷한 단서이지만 꽃잎은 그렇지 않다. 팀원들이 돌린 다른 설정 가운데 배치 정규화를 뺀 것이 가장 인상 깊었다. 처음 몇 번은 손실이 거의 줄지 않았기 때문이다. 매개변수는 줄었지만 정확도는 비슷하게 남았다. 시간이 더 있었다면 이미지 크기를 키워서 꽃의 작은 무늬까지 보게 했을 것이다. 표에 적힌 재현율도 내 설명과 잘 맞는다.`,
    `배치 정규화가 없으면 훈련이 얼마나 힘든지 이번에 알게 되었다. 그림에서 검증 손실 0.65 근처가 바닥이고 그 뒤로는 오르기만 하니 과적합을 피하려면 거기서 멈추어야 한다. 해바라기는 노란 원 덕분에 거의 다 맞혔다. 데이터 증강에 관한 친구의 결과는 내 예상과 정반대여서 놀라웠다. 렌더링된 손은 조명이 고르기 때문에 그런 기법이 필요하지 않은 듯하다. 다만 한 번의 실행만으로 결론을 내리기에는 이르다. 신뢰 구간이 넓어서 순위는 바뀔 수 있다. 앞으로는 미리 학습된 가중치를 써 보고 싶다.`,
    `증강을 빼자 훈련과 검증의 간격이 우리 팀에서 가장 크게 벌어졌다. 과적합은 늦어도 세 번째 에폭에서 시작된다.`,
  ],
};
