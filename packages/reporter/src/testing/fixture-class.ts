import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asWritten, type Homework, type Language, type Run, type Team, Workspace } from '@teamnet/records';
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
    for (const [index, { id }] of members.entries())
      this.write(`apps/${team}/discussion/${id}.md`, discussionOf(index, language));
  }

  /** Another team beside the first, with runs of its own. */
  addTeam(homework: Homework, edit?: (run: Run) => void): void {
    this.write(
      `teams/${homework.team}.json`,
      JSON.stringify({ team: homework.team, members: this.members }, null, 2),
    );
    this.write(`apps/${homework.team}/homework.json`, JSON.stringify(asWritten(homework), null, 2));
    for (const experiment of homework.experiments)
      for (const dataset of homework.datasets) makeRun(this.workspace, homework, experiment, dataset, edit);
  }

  /** Changes a run.json and lists the files as they lie there now. */
  relist(experiment: string, dataset: string, edit: (run: Run) => void): void {
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

/** Each member's own words: no two discussions of a team are alike. */
const OWN_WORDS: Record<Language, string[][]> = {
  en: [
    [
      'The validation loss turns at epoch 14 while the training loss keeps falling, so our network overfits a little.',
      'I expected the baseline to win, because nothing was taken away from it, and on the hands it nearly did.',
      'What surprised me most was how quickly three epochs were enough to tell rock from paper.',
      'Were I to do it again, I would train longer with a smaller learning rate and look at the curves later.',
    ],
    [
      'Without shortcuts the loss falls more slowly at first, which fits what the lecture said on deep stacks.',
      'In the curve of the validation loss I see overfitting only after epoch 15, and it stays mild.',
      'Our five blocks are few; with twenty of them I believe that the difference would be much larger.',
      'Tulips and roses are mixed up in both networks, so shapes seem to matter less to them than colour.',
    ],
    [
      'Batch normalization made the biggest change of all: without it accuracy drops by more than twenty points.',
      'The curves of my run crawl, and up to epoch 20, the last one, there is no sign of overfitting: it still learns.',
      'Perhaps a lower learning rate would have saved it; a sweep of three rates could show this in an evening.',
      'Photos that it gets wrong are mostly dark ones, where a hand is hardly brighter than the wall behind.',
    ],
    [
      'Taking augmentation away, the network learns its photos by heart: overfitting begins at epoch 7 already.',
      'From there on the validation loss rises steeply, and the accuracy on training images goes to nearly all.',
      'Mirrored flowers are still flowers, hence flipping is free data; turning a hand upside down is less natural.',
      'A team-mate found that ordinary convolutions cost three times the weights for about the same result.',
    ],
  ],
  ko: [
    [
      '우리 신경망은 열네 번째 에폭부터 과적합이 조금 시작되었고 검증 손실이 다시 올라갔다.',
      '기준 실험이 가장 좋을 것이라고 예상했는데 가위바위보에서는 거의 그대로 되었다.',
      '세 에폭 만에 바위와 보를 구별하는 것을 보고 가장 놀랐고 다음에는 학습률을 낮추어 더 오래 학습하고 싶다.',
      '꽃 데이터셋은 배경이 제각각이라서 같은 신경망이라도 훨씬 어려워하는 것 같다고 생각한다.',
      '틀린 사진을 모아 보니 꽃이 작게 찍혔거나 여러 송이가 함께 있는 경우가 많았다.',
      '팀원들의 결과와 비교하면서 숫자 하나만 보고 판단하면 안 된다는 것을 배웠다.',
    ],
    [
      '지름길을 없애면 처음에는 손실이 더 천천히 내려가는데 강의에서 들은 설명과 잘 맞는다.',
      '검증 손실 곡선을 보면 열다섯 번째 에폭 뒤에야 과적합이 보이고 그 정도는 약하다.',
      '블록이 다섯 개뿐이어서 차이가 작았지만 스무 개였다면 차이가 훨씬 컸을 것이다.',
      '튤립과 장미를 두 신경망 모두 헷갈리는 것을 보면 모양보다 색을 먼저 보는 듯하다.',
      '학습 시간은 거의 같았으므로 잔차 연결은 공짜로 얻는 안정성이라고 말할 수 있겠다.',
      '다음 실험에서는 더 깊은 모델을 만들어 연결이 정말 필요한지 확인해 보고 싶다.',
    ],
    [
      '배치 정규화를 빼자 정확도가 스무 포인트 넘게 떨어져서 가장 큰 변화가 나타났다.',
      '내 실행의 검증 손실 곡선은 아주 느리게 움직이고 마지막인 20 에폭까지 과적합의 기미가 없다.',
      '학습률을 낮추었다면 살아났을지도 모르니 세 가지 값을 하룻저녁에 돌려 볼 만하다.',
      '어두운 사진에서 손이 벽보다 별로 밝지 않을 때 주로 실수했다는 점이 눈에 띄었다.',
      '같은 설정인데도 데이터셋마다 떨어지는 폭이 달라서 이유를 더 찾아보아야 한다.',
      '정규화가 학습을 빠르게 한다는 말을 숫자로 직접 본 것이 이번 과제의 수확이다.',
    ],
    [
      '증강을 없애면 사진을 외워 버려서 일곱 번째 에폭에 벌써 과적합이 시작된다.',
      '그때부터 검증 손실이 가파르게 오르고 훈련 정확도는 거의 만점까지 올라간다.',
      '뒤집은 꽃도 여전히 꽃이므로 좌우 반전은 공짜 데이터라고 할 수 있다.',
      '다만 손을 위아래로 돌리는 것은 실제로 드문 모습이라 조심해서 써야 한다.',
      '일반 합성곱이 가중치를 세 배나 쓰면서 결과는 비슷하다는 팀원의 발견도 흥미롭다.',
      '나라면 다음에 자르기와 밝기 바꾸기를 더해 어느 쪽이 더 도움이 되는지 보겠다.',
    ],
  ],
};

function discussionOf(index: number, language: Language): string {
  const words = OWN_WORDS[language][index % OWN_WORDS[language].length]!;
  const [title, question] =
    language === 'ko'
      ? ['# 토의', '> 신경망이 과적합되었나요?']
      : ['# Discussion', '> Does your network overfit?'];
  return `<!-- teamnet: discussion template -->
${title}

${question}

${words.slice(0, 2).join(' ')}

\`\`\`js
if (loss <b${index}) stop();
\`\`\`

- ${words[2]} *${index + 1}* **${language}**
- ${words.slice(3).join(' ')}
`;
}
