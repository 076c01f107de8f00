import type { Section } from '../page/document.js';
import type { ReportContext } from '../report-context.js';
import { SHARED_WORDS } from './shared-words.js';

const en = {
  title: 'Team roster',
  name: 'Member',
  id: 'Id',
  role: 'Role',
  experiments: 'Experiments',
  runs: 'Runs shared',
  none: 'none',
  of: (shared: number, all: number) => `${shared} of ${all}`,
};
const ko: typeof en = {
  title: '팀 구성',
  name: '이름',
  id: '학번',
  role: '역할',
  experiments: '실험',
  runs: '공유한 실행',
  none: '없음',
  of: (shared, all) => `${all}개 중 ${shared}개`,
};
const WORDS = { en, ko };

/** Everybody in the team, whether or not they shared anything. */
export function roster({ team, homework, runs, student, language }: ReportContext): Section {
  const words = WORDS[language];
  return {
    id: 'roster',
    title: words.title,
    blocks: [
      {
        kind: 'table',
        name: words.title,
        columns: [
          { title: words.name },
          { title: words.id, whole: true },
          { title: words.role },
          { title: words.experiments },
          { title: words.runs, whole: true },
        ],
        rows: team.members.map(({ id, name, role }) => {
          const own = runs.filter(({ experiment }) => experiment.by === id);
          const shared = own.filter(({ run }) => run !== null).length;
          const experiments = homework.experiments
            .filter(({ by }) => by === id)
            .map((experiment) => experiment.id);
          return [
            id === student.id ? [{ strong: name }, ' ', { quiet: SHARED_WORDS[language].you }] : name,
            id,
            role ?? '',
            experiments.length > 0 ? experiments.join(', ') : words.none,
            shared === 0 ? SHARED_WORDS[language].notShared : words.of(shared, own.length),
          ];
        }),
      },
    ],
  };
}
