/** What a student can do, in each language that reports have. */
export interface Hint {
  en: string;
  ko: string;
}

const hint = (en: string, ko: string): Hint => ({ en, ko });

/** Every hint of every check. */
export const HINTS = {
  makeReport: (team: string) =>
    hint(`Make it: turbo run report --filter ${team}.`, `만드세요: turbo run report --filter ${team}.`),
  makeReportAgain: hint(
    'Make the report again; it is generated, never edited by hand.',
    '보고서를 다시 만드세요. 보고서는 자동으로 만들어지며 손으로 고치지 않습니다.',
  ),
  rosterAgain: hint(
    'Make the report again: its roster is generated from the team file.',
    '보고서를 다시 만드세요. 팀 구성은 팀 파일에서 자동으로 만들어집니다.',
  ),
  summaryAgain: hint(
    'Make the report again; its summary of the network is generated from the runs.',
    '보고서를 다시 만드세요. 신경망 요약은 실행 결과에서 자동으로 만들어집니다.',
  ),
  handInFigures: hint(
    'Make the report again, and hand in reports/ with its folder figures/.',
    '보고서를 다시 만들고 reports/를 그 안의 figures/ 폴더와 함께 제출하세요.',
  ),
  comesWithRun: hint(
    'It comes with a run: train your experiment, then make the report again.',
    '실행이 있어야 나옵니다. 자신의 실험을 훈련한 다음 보고서를 다시 만드세요.',
  ),
  setAugment: hint(
    'Set "augment", e.g. ["flip", "rotate", "zoom"].',
    '"augment"를 정하세요. 예: ["flip", "rotate", "zoom"].',
  ),
  keepRun: hint('Train it and keep the whole run folder.', '훈련하고 실행 폴더를 통째로 보관하세요.'),
  writeDatasets: (datasets: string) =>
    hint(`Write "datasets": ${datasets}.`, `"datasets": ${datasets}라고 쓰세요.`),
  trainOnBoth: hint(
    'Train your experiment on both data sets and keep the whole run folders.',
    '자신의 실험을 두 데이터셋 모두에서 훈련하고 실행 폴더를 통째로 보관하세요.',
  ),
  trainYours: hint('Train your experiment.', '자신의 실험을 훈련하세요.'),
  trainAndKeep: (team: string) =>
    hint(
      `Train your experiment (turbo run train --filter ${team}) and keep its whole folder.`,
      `자신의 실험을 훈련하고(turbo run train --filter ${team}) 폴더를 통째로 보관하세요.`,
    ),
  trainToEnd: hint('Train it again, to the end.', '끝까지 다시 훈련하세요.'),
  trainEvaluates: hint(
    'Train it again; the evaluation is part of it.',
    '다시 훈련하세요. 평가는 훈련에 들어 있습니다.',
  ),
  keepModel: hint('Train it again and keep the folder model/.', '다시 훈련하고 model/ 폴더를 보관하세요.'),
  shareWeights: (team: string, student: string) =>
    hint(
      `Share it again with its weights: teamnet share --team ${team} --student ${student} --weights.`,
      `가중치와 함께 다시 공유하세요: teamnet share --team ${team} --student ${student} --weights.`,
    ),
  giveEach: hint(
    'Give each member an experiment: write their id in its "by".',
    '팀원마다 실험을 하나씩 맡기세요. 실험의 "by"에 팀원의 id를 쓰면 됩니다.',
  ),
  addExperiment: (student: string) =>
    hint(
      `Add an experiment with "by": "${student}" to homework.json and train it.`,
      `homework.json에 "by": "${student}"인 실험을 더하고 훈련하세요.`,
    ),
  addExperiments: (count: number) =>
    hint(
      `Add ${count} more to "experiments" in homework.json.`,
      `homework.json의 "experiments"에 ${count}개를 더하세요.`,
    ),
  oneNetwork: hint(
    'Change homework.json so that both data sets get the same network, and train again.',
    '두 데이터셋에 같은 신경망이 쓰이도록 homework.json을 고치고 다시 훈련하세요.',
  ),
  writeTeam: (team: string) => hint(`Write "team": "${team}".`, `"team": "${team}"라고 쓰세요.`),
  mendHomework: (remedy: string) => hint(remedy, `homework.json을 고치세요. ${remedy}`),
  answerQuestions: (team: string) =>
    hint(
      `"turbo run report --filter ${team}" makes it with guiding questions; answer them in your own words.`,
      `"turbo run report --filter ${team}"가 안내 질문이 든 파일을 만듭니다. 자신의 말로 답하세요.`,
    ),
  writeBelow: hint(
    'Write your answers below the questions; lines that begin with ">" or "#" are not counted.',
    '질문 아래에 답을 쓰세요. ">"나 "#"로 시작하는 줄은 세지 않습니다.',
  ),
  writeWords: (least: number) =>
    hint(
      `Write at least ${least} words of your own below the questions; lines that begin with ">" or "#" are not counted.`,
      `질문 아래에 자신의 말로 ${least}단어 이상 쓰세요. ">"나 "#"로 시작하는 줄은 세지 않습니다.`,
    ),
  sayOverfitting: hint(
    'Say whether your network overfits, and from which epoch of the learning curve you see it.',
    '신경망이 과적합인지, 학습 곡선의 몇 번째 에폭부터 그것이 보이는지 쓰세요.',
  ),
  referToCurve: hint(
    'Refer to the learning curve: name the epoch from which the validation loss rises, or a loss that you read off it.',
    '학습 곡선을 근거로 드세요. 검증 손실이 오르기 시작하는 에폭이나 곡선에서 읽은 손실 값을 쓰면 됩니다.',
  ),
  ownWords: hint(
    'Write it in your own words. Who wrote a sentence first, the grader cannot know: tell your teacher, who can give you the points.',
    '자신의 말로 쓰세요. 누가 먼저 썼는지 채점기는 알 수 없으니 선생님께 말씀드리세요. 선생님이 점수를 줄 수 있습니다.',
  ),
  tellTeacher: hint(
    'This is not your fault and costs nothing: tell your teacher.',
    '학생의 잘못이 아니며 감점되지 않습니다. 선생님께 말씀드리세요.',
  ),
} as const;
