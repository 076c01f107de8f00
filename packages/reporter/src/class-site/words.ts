import type { Language } from '@teamnet/records';

const en = {
  title: 'The class',
  subtitle: (teams: number, reports: number, shared: number, all: number) =>
    `${teams} teams, ${reports} reports, ${shared} of ${all} runs shared`,
  intro:
    'Each team takes one network to two data sets and changes one thing at a time. A name leads to the report that its owner hands in.',
  csv: ['All runs as a table for a spreadsheet: ', '.'],
  teams: 'Teams',
  team: 'Team',
  members: 'Members and their reports',
  runs: 'Runs shared',
  best: (dataset: string) => `Best on ${dataset}`,
  unreadable: (team: string) => `${team}: its files cannot be read; "teamnet team check" says why.`,
  of: (shared: number, all: number) => `${shared} of ${all}`,
  teamTitle: (team: string) => team,
  teamSubtitle: (model: string, datasets: string) => `One network (${model}), ${datasets}`,
  roster: 'Members',
  name: 'Member',
  role: 'Role',
  experiments: 'Experiments',
  questions: 'What the team asks',
  question: 'Question',
  report: 'Report',
  none: 'none',
  search: 'Search the tables',
  found: '{n} of {all} rows',
  sort: 'Sort by this column',
};
const ko: typeof en = {
  title: '우리 반',
  subtitle: (teams, reports, shared, all) =>
    `팀 ${teams}개, 보고서 ${reports}개, 실행 ${all}개 중 ${shared}개 공유됨`,
  intro:
    '팀마다 신경망 하나를 두 데이터셋에 학습시키고 한 번에 한 가지씩 바꾼다. 이름을 누르면 그 학생이 제출하는 보고서가 열린다.',
  csv: ['모든 실행을 스프레드시트용 표로: ', ''],
  teams: '팀',
  team: '팀',
  members: '팀원과 보고서',
  runs: '공유한 실행',
  best: (dataset) => `${dataset} 최고`,
  unreadable: (team) => `${team}: 파일을 읽을 수 없다. 이유는 "teamnet team check"가 알려 준다.`,
  of: (shared, all) => `${all}개 중 ${shared}개`,
  teamTitle: (team) => team,
  teamSubtitle: (model, datasets) => `신경망 하나(${model}), ${datasets}`,
  roster: '팀원',
  name: '이름',
  role: '역할',
  experiments: '실험',
  questions: '팀이 묻는 것',
  question: '질문',
  report: '보고서',
  none: '없음',
  search: '표에서 찾기',
  found: '{all}줄 중 {n}줄',
  sort: '이 열로 정렬',
};

/** Words of the class site. */
export const SITE_WORDS: Record<Language, typeof en> = { en, ko };
