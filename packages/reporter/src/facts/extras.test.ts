import type { Run } from '@teamnet/records';
import { afterAll, describe, expect, test } from 'vitest';
import type { SharedRun } from '../report-context.js';
import { FixtureResults, rightOn } from '../testing/fixture-results.js';
import { describeDistillation, describeLora } from './describe-extras.js';
import { loraSentences } from './lora-sentences.js';
import { seedResults } from './seed-results.js';
import { teacherSentences } from './teacher-sentences.js';
import type { ExperimentResult } from './team-standings.js';

const made = new FixtureResults();
afterAll(() => made.remove());

const gather = ([first, ...repeats]: SharedRun[]): ExperimentResult => ({
  ...seedResults(first!, repeats),
  standing: { kind: 'no-baseline' },
});
/** An experiment with one seed for each number of right images of 200. */
const seeded = (id: string, rights: number[], edit: (run: Run) => void) =>
  gather(
    rights.map((right, index) =>
      made.run(index === 0 ? id : `${id}-seed-${index + 1}`, rightOn(right, 200), {
        seed: index + 1,
        ...(index === 0 ? {} : { of: id }),
        edit: (run) => {
          run.id = `${id.length}${index}`.padEnd(16, '0');
          edit(run);
        },
      }),
    ),
  );

describe('What is said of a student', () => {
  const small = (run: Run) => {
    run.settings.model = { name: 'mini-xception', options: { sizes: [8] } };
    run.model.parameters.total = 10_000;
  };
  const taught = (run: Run) => {
    small(run);
    run.settings.training.distillation = { teacher: 'baseline' };
    const sha256 = 'f'.repeat(64);
    const teacher = { experiment: 'baseline', id: '0'.repeat(16), sha256, model: 'mini-xception' };
    run.teacher = { ...teacher, parameters: 721_857, accuracy: 0.9 };
  };
  const alone = seeded('small', [120, 118, 122], small);

  test('names its teacher, and that it gained where seeds and images both say so', () => {
    const student = seeded('student', [150, 149, 151], taught);
    const [teacher, compared] = teacherSentences(student, [alone, student], 'en');
    expect(teacher).toBe(
      'Its teacher is baseline (mini-xception, 721,857 parameters, test accuracy 90.0\u00a0%); this student has 10,000 parameters, 72 times fewer.',
    );
    expect(compared).toMatch(
      /^Without the teacher \(small\).*Over 3 seeds.*a clear difference.*It gained from its teacher\.$/s,
    );
    expect(teacherSentences(student, [alone, student], 'ko')[1]).toContain('도움이 되었다');
  });

  test('does not claim a gain that the seeds or the images do not show, nor hide a loss', () => {
    const same = seeded('student', [121, 119, 123], taught);
    expect(teacherSentences(same, [alone, same], 'en')[1]).toMatch(
      /no clear difference.*not shown that it gained/s,
    );
    const worse = seeded('student', [80, 82, 79], taught);
    expect(teacherSentences(worse, [alone, worse], 'en')[1]).toMatch(
      /did not gain from its teacher, but lost/,
    );
  });

  test('asks for the same network without a teacher where no experiment trains it', () => {
    const student = seeded('student', [150], taught);
    const other = seeded('other', [120], (run) => {
      small(run);
      run.settings.training.epochs = 99;
    });
    expect(teacherSentences(student, [other, student], 'en')[1]).toMatch(/do not say whether it gained/);
    expect(teacherSentences(alone, [alone, student], 'en')).toEqual([]);
  });
});

describe('What is said of low-rank adapters', () => {
  const transfer = (trainable: number): NonNullable<Run['transfer']> => ({
    method: 'fine-tuning',
    source: { kind: 'imagenet', name: 'ImageNet', sha256: 'a'.repeat(64) },
    stages: [{ epochs: 5, learningRate: 0.001, unfrozenLayers: 9, trainable, frozen: 0 }],
  });
  const adapted = seeded('lora', [150], (run) => {
    run.transfer = { ...transfer(0), method: 'initialization' };
    run.model.parameters.total = 4_000_000;
    const layers = ['stem_conv', 'top_conv'];
    const numbers = { adapterParameters: 90_000, trainedParameters: 100_000, trainedShare: 0.025 };
    run.lora = { rank: 4, alpha: 8, layers, ...numbers };
  });

  test('is the share that was trained, and how it stands to fine-tuning from the same weights', () => {
    const full = seeded('full', [152], (run) => {
      run.transfer = transfer(3_900_000);
    });
    const head = seeded('head', [100], (run) => {
      run.transfer = { ...transfer(6_405), method: 'feature-extraction' };
    });
    const [share, compared] = loraSentences(adapted, [head, full, adapted], 'en');
    expect(share).toMatch(
      /trained 100,000 numbers, 2\.5\s% of the network's 4,000,000: adapters of rank 4 at 2 layers/,
    );
    expect(compared).toMatch(
      /^Fine-tuning from the same weights \(full\) trained 3,900,000 of them\..*no clear difference/,
    );
    expect(loraSentences(adapted, [adapted], 'ko')).toHaveLength(1);
    expect(loraSentences(full, [full, adapted], 'en')).toEqual([]);
  });
});

test('The settings are told with their defaults, in both languages', () => {
  expect(describeLora({}, 'en')).toBe('rank 4, alpha 8, all layers');
  expect(describeLora({ rank: 2, layers: ['block1_*'] }, 'ko')).toBe('랭크 2, 알파 4, block1_*');
  expect(describeLora(null, 'en')).toBe('none');
  expect(describeDistillation({ teacher: 'baseline', temperature: 2 }, 'en')).toBe(
    'teacher baseline, temperature 2, labels × 0.3, teacher × 0.7',
  );
  expect(describeDistillation(undefined, 'ko')).toBe('없음');
});
