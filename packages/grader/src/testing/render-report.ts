import { type Homework, type Member, SECTION_IDS, type Team, type TeamRun } from '@teamnet/records';

const HEADINGS = {
  en: [
    'Team',
    'Task and data sets',
    'The network',
    'My experiments',
    "The team's experiments",
    'Comparison across the data sets',
    'Discussion',
    'How to reproduce',
  ],
  ko: [
    '팀 구성',
    '과제와 데이터셋',
    '신경망',
    '나의 실험',
    '팀의 실험',
    '데이터셋 비교',
    '토의',
    '재현 방법',
  ],
};
const WORDS = {
  en: {
    experiment: 'Experiment',
    dataset: 'Data set',
    accuracy: 'Test accuracy',
    notShared: 'not shared',
    verdict: 'Verdict: overfitting, from epoch 2.',
  },
  ko: {
    experiment: '실험',
    dataset: '데이터셋',
    accuracy: '테스트 정확도',
    notShared: '공유하지 않음',
    verdict: '판정: 과적합 (2번째 에폭부터).',
  },
};

/** A report as the reporter writes it: markers, run lines, a table of one row a run and one of a column a data set. */
export function renderReport(
  team: Team,
  homework: Homework,
  runs: readonly TeamRun[],
  student: Member,
): string {
  const language = homework.language ?? 'en';
  const words = WORDS[language];
  const own = runs.filter(({ experiment }) => experiment.by === student.id);
  const bodies = [
    ['| id | name |', '|---|---|', ...team.members.map(({ id, name }) => `| ${id} | ${escaped(name)} |`)],
    ['rock_paper_scissors and tf_flowers.'],
    [
      '![network](figures/network.svg)',
      '',
      `| ${words.dataset} | Parameters |`,
      '|---|--:|',
      ...runs.map(
        ({ dataset, run }) => `| ${dataset} | ${run?.model.parameters.total.toLocaleString('en')} |`,
      ),
      '',
      '| Layer | Type |',
      '|---|---|',
      ...(runs.find(({ run }) => run)?.run?.model.layers ?? []).map(
        ({ name, type }) => `| ${name} | ${type} |`,
      ),
    ],
    [
      `| ${words.experiment} | ${words.dataset} | ${words.accuracy} | Loss |`,
      '|---|---|---|---|',
      ...own.map(
        ({ experiment, dataset, run }) =>
          `| \`${experiment.id}\` | ${dataset} | ${run ? percent(run.test.accuracy) : words.notShared} | ${run?.test.loss.toFixed(3) ?? ''} |`,
      ),
      ...own.flatMap(runLine),
      '',
      words.verdict,
    ],
    [
      `| ${words.experiment} | rock\\_paper\\_scissors | tf\\_flowers |`,
      '|---|---|---|',
      ...homework.experiments.map(({ id, by }) => {
        const cells = runs
          .filter(({ experiment }) => experiment.id === id)
          .map(({ run }) => (run ? `**${percent(run.test.accuracy)}** (−1.0 pp)` : words.notShared));
        return `| ${id} (${by}) | ${cells.join(' | ')} |`;
      }),
      ...runs.filter(({ experiment }) => experiment.by !== student.id).flatMap(runLine),
    ],
    ['Both alike.'],
    ['> see the discussion file'],
    ['```bash', 'npm start', '```'],
  ];
  return `# ${escaped(student.name)}\n\n${SECTION_IDS.map(
    (id, i) => `<!-- section: ${id} -->\n\n## ${HEADINGS[language][i]}\n\n${bodies[i]!.join('\n')}\n`,
  ).join('\n')}`;
}

function runLine({ run }: TeamRun): string[] {
  if (!run) return [];
  const { experiment, dataset, id, test, model } = run;
  const claim = {
    experiment,
    dataset: dataset.name,
    id,
    accuracy: test.accuracy,
    loss: test.loss,
    parameters: model.parameters.total,
  };
  return [`<!-- run: ${JSON.stringify(claim)} -->`];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\\|*_`[\]()#!]/g, '\\$&');
}
