import { isDeepStrictEqual } from 'node:util';
import type { Language, Run } from '@teamnet/records';
import { count, percent } from '../page/numbers.js';
import { standings } from './standing.js';
import { standingSentence } from './standing-sentence.js';
import type { ExperimentResult } from './team-standings.js';

const en = {
  teacher: (name: string, model: string, parameters: string, accuracy: string, own: string, times: string) =>
    `Its teacher is ${name} (${model}, ${parameters} parameters, test accuracy ${accuracy}); this student has ${own} parameters, ${times}.`,
  fewer: (times: string) => `${times} times fewer`,
  notFewer: 'so it is no smaller than its teacher',
  alone: (name: string) => `Without the teacher (${name}) the same network was trained in the same way. `,
  gained: ' It gained from its teacher.',
  lost: ' It did not gain from its teacher, but lost.',
  unclear: ' So it is not shown that it gained from its teacher.',
  noControl:
    'No experiment trains the same network in the same way without a teacher, so these runs do not say whether it gained. Add one: the same change without "distillation".',
};
const ko: typeof en = {
  teacher: (name, model, parameters, accuracy, own, times) =>
    `교사는 ${name}(${model}, 매개변수 ${parameters}개, 테스트 정확도 ${accuracy})이고, 이 학생의 매개변수는 ${own}개로 ${times}.`,
  fewer: (times) => `${times}분의 1이다`,
  notFewer: '교사보다 작지 않다',
  alone: (name) => `교사 없이(${name}) 같은 신경망을 같은 방법으로 학습한 것과 비교한다. `,
  gained: ' 교사에게서 배운 것이 도움이 되었다.',
  lost: ' 교사에게서 배운 것이 도움이 되지 않았고 오히려 낮아졌다.',
  unclear: ' 따라서 교사에게서 배운 것이 도움이 되었다고 말할 수 없다.',
  noControl:
    '같은 신경망을 교사 없이 같은 방법으로 학습한 실험이 없어서 도움이 되었는지 알 수 없다. "distillation"만 뺀 같은 변경의 실험을 추가하면 알 수 있다.',
};
const WORDS = { en, ko };

/**
 * What a student's run says of its teacher, and whether it gained: against the same network trained in the same way
 * without one, over the seeds that there are. Empty for a run without a teacher.
 * @param others results on the same data set
 */
export function teacherSentences(
  result: ExperimentResult,
  others: readonly ExperimentResult[],
  language: Language,
): string[] {
  const words = WORDS[language];
  const { run } = result.runs[0]!;
  const { teacher, model } = run;
  if (!teacher) return [];
  const times = teacher.parameters / model.parameters.total;
  const sentences = [
    words.teacher(
      teacher.experiment,
      teacher.model,
      count(teacher.parameters),
      percent(teacher.accuracy),
      count(model.parameters.total),
      times > 1 ? words.fewer(times < 10 ? times.toFixed(1) : count(Math.round(times))) : words.notFewer,
    ),
  ];
  const alone = others.find((other) => isDeepStrictEqual(untaught(other.runs[0]!.run), untaught(run, true)));
  if (!alone) return [...sentences, words.noControl];
  const [, standing] = standings(alone, [alone, result]);
  if (standing?.kind !== 'measured') return sentences;
  const { clear, difference } = standing;
  const verdict = clear ? (difference > 0 ? words.gained : words.lost) : words.unclear;
  const compared = standingSentence({ ...result, standing }, alone, 1, language);
  return [...sentences, words.alone(alone.runs[0]!.experiment.id) + compared + verdict];
}

/** What decides a training but its teacher; null for a run that has one, unless `ignored`. */
function untaught({ settings, profile, teacher }: Run, ignored = false): object | null {
  if (teacher && !ignored) return null;
  const { distillation: _, ...training } = settings.training;
  return { profile, model: settings.model, training };
}
