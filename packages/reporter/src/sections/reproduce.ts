import type { Run } from '@teamnet/records';
import type { Block, Inline, Section } from '../page/document.js';
import type { ReportContext } from '../report-context.js';
import { SHARED_WORDS } from './shared-words.js';

const en = {
  title: 'How to reproduce',
  intro: (node: string) =>
    `In a clone of this repository, with Node ${node} or later; the first command sets everything up.`,
  seeds:
    'With the same seed, engine and machine the numbers come out the same; on another machine the last digits may differ.',
  noRuns: 'None of my runs is shared; these commands make them.',
  runs: 'My runs',
  madeWith: 'What they were made with',
  experiments: 'Experiments',
  run: 'Run id',
  profile: 'Profile',
  seed: 'Seed',
  data: 'Data',
  engine: 'Engine',
  machine: 'Machine',
  versions: 'Versions',
  commit: 'Commit',
  compile: 'Compile, s',
  speed: 'img/s',
  threads: (count: number) => `${count} threads`,
  fallback: (experiment: string, dataset: string, why: string) => `${experiment} on ${dataset}: ${why}`,
};
const ko: typeof en = {
  title: '재현 방법',
  intro: (node) =>
    `이 저장소를 복제한 폴더에서 Node ${node} 이상으로 실행한다. 첫 명령이 모든 것을 준비한다.`,
  seeds: '시드, 엔진, 컴퓨터가 같으면 같은 숫자가 나온다. 다른 컴퓨터에서는 마지막 자리가 다를 수 있다.',
  noRuns: '공유된 나의 실행이 없다. 다음 명령으로 만들 수 있다.',
  runs: '나의 실행',
  madeWith: '무엇으로 만들었나',
  experiments: '실험',
  run: '실행 id',
  profile: '프로필',
  seed: '시드',
  data: '데이터',
  engine: '엔진',
  machine: '컴퓨터',
  versions: '버전',
  commit: '커밋',
  compile: '컴파일 초',
  speed: '초당 이미지',
  threads: (count) => `스레드 ${count}개`,
  fallback: (experiment, dataset, why) => `${experiment}, ${dataset}: ${why}`,
};
const WORDS = { en, ko };

/** The commands that make the student's runs and this report again, and what they were made with. */
export function reproduce(context: ReportContext): Section {
  const { language, ownShared, ownExperiments, team } = context;
  const words = WORDS[language];
  const runs = ownShared.map(({ run }) => run);
  const profiles = [...new Set(runs.map(({ profile }) => profile))];
  const skips = (profile: string, experiment: string) =>
    runs.some((run) => run.profile === profile && run.experiment === experiment && run.dataset.skipped);
  const commands = ['npm start'];
  for (const profile of profiles.length > 0 ? profiles : ['full'])
    for (const { id } of ownExperiments)
      commands.push(
        `npx teamnet train --team ${team.team} --profile ${profile} --experiment ${id}${skips(profile, id) ? ' --skip-broken' : ''}`,
      );
  commands.push(`npx teamnet report --team ${team.team}`);
  const fallbacks = ownShared.filter(({ run }) => run.engine.fallback !== undefined);
  const blocks: Block[] = [
    { kind: 'paragraph', text: ownShared.length > 0 ? words.intro('20') : words.noRuns },
    { kind: 'code', language: 'bash', text: commands.join('\n') },
  ];
  if (ownShared.length > 0)
    blocks.push(
      runTable(runs, context),
      { kind: 'paragraph', text: words.seeds },
      { kind: 'heading', text: words.madeWith },
      provenanceTable(runs, context),
    );
  if (fallbacks.length > 0)
    blocks.push({
      kind: 'list',
      items: fallbacks.map(({ experiment, dataset, run }) =>
        words.fallback(experiment.id, dataset, run.engine.fallback ?? ''),
      ),
    });
  return { id: 'reproduce', title: words.title, blocks };
}

/** Which runs they are, and how fast. */
function runTable(runs: readonly Run[], { language }: ReportContext): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: words.runs,
    columns: [
      { title: names.experiment },
      { title: names.dataset },
      { title: words.run },
      { title: words.profile },
      { title: words.seed, numeric: true },
      { title: words.compile, numeric: true },
      { title: words.speed, numeric: true },
    ],
    rows: runs.map(({ experiment, dataset, id, profile, settings, timing }) => [
      { code: experiment },
      dataset.name,
      { code: id },
      profile,
      String(settings.training.seed),
      timing.compile.toFixed(1),
      String(Math.round(timing.imagesPerSecond)),
    ]),
  };
}

/** What the runs were made with; most were made with the same, which is said once. */
function provenanceTable(runs: readonly Run[], { language }: ReportContext): Block {
  const words = WORDS[language];
  const rows = new Map<string, { experiments: string[]; cells: Inline[] }>();
  for (const { experiment, dataset, engine, environment } of runs) {
    const cells: Inline[] = [
      [`${dataset.name} ${dataset.version}, ${dataset.source}, `, { code: dataset.fingerprint.slice(0, 12) }],
      `${engine.name} ${engine.version}, ${engine.mode}, ${engine.device}, ${words.threads(engine.threads)}`,
      `${environment.cpu}, ${environment.platform}`,
      `teamnet ${environment.teamnet}, Node ${environment.node}`,
      environment.commit ? { code: environment.commit.slice(0, 12) } : '–',
    ];
    const key = JSON.stringify(cells);
    const row = rows.get(key) ?? { experiments: [], cells };
    row.experiments.push(experiment);
    rows.set(key, row);
  }
  return {
    kind: 'table',
    name: words.madeWith,
    columns: [
      { title: words.experiments },
      { title: words.data },
      { title: words.engine },
      { title: words.machine },
      { title: words.versions },
      { title: words.commit },
    ],
    rows: [...rows.values()].map(({ experiments, cells }) => [experiments.join(', '), ...cells]),
  };
}
