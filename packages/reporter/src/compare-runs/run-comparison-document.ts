import type { Epoch, Language } from '@teamnet/records';
import { showSetting } from '../facts/changes.js';
import { curvesOfTwo } from '../figures/curves-of-two.js';
import type { Block, Document, Inline, Section } from '../page/document.js';
import { count, duration, percent, percentRange, points, rounded } from '../page/numbers.js';
import { SHARED_WORDS } from '../sections/shared-words.js';
import { labelsSection } from './labels-section.js';
import type { Circumstance, ComparedRun, RunComparison } from './run-comparison.js';
import { testSentences } from './test-sentences.js';
import { RUN_WORDS } from './words.js';

/** The page of two runs: result, differences of settings, curves, labels, confusion. */
export async function runComparisonDocument(
  comparison: RunComparison,
  language: Language,
): Promise<Document> {
  const words = RUN_WORDS[language];
  const { first, second } = comparison;
  return {
    language,
    title: words.title(first.name, second.name),
    subtitle: [place(first), ' · ', place(second)],
    lead: [
      ...(first.source === 'stand-in' || second.source === 'stand-in'
        ? [{ kind: 'callout', tone: 'warning', text: words.standIn } as const]
        : []),
      { kind: 'callout', tone: 'verdict', text: testSentences(comparison, language) },
      results(comparison, language),
    ],
    sections: [
      settingsSection(comparison, language),
      await curvesSection(comparison, language),
      await labelsSection(comparison, language),
    ],
  };
}

function place({ team, experiment, dataset, by, runId }: ComparedRun): Inline {
  return [{ code: `${team}/${experiment}/${dataset}` }, ` (${by}, `, { code: runId }, ')'];
}

function results({ first, second, accuracy, lossDifference }: RunComparison, language: Language): Block {
  const words = RUN_WORDS[language];
  const names = SHARED_WORDS[language];
  const row = (title: string, cell: (run: ComparedRun) => Inline, difference: Inline): Inline[] => [
    title,
    cell(first),
    cell(second),
    difference,
  ];
  const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text.replace('-', '−'));
  const parameters = second.parameters - first.parameters;
  return {
    kind: 'table',
    name: words.results,
    columns: [
      { title: words.measure },
      { title: first.name, numeric: true },
      { title: second.name, numeric: true },
      { title: words.difference, numeric: true },
    ],
    rows: [
      row(
        names.testAccuracy,
        (run) => ({ strong: percent(run.accuracy) }),
        points(accuracy.difference, language),
      ),
      row(names.interval, (run) => percentRange(run.interval), ''),
      row(names.testLoss, (run) => rounded(run.loss, 3), signed(lossDifference, rounded(lossDifference, 3))),
      row(words.testImages, (run) => count(run.testImages), ''),
      row(
        names.parameters,
        (run) => count(run.parameters),
        parameters === 0 ? '0' : signed(parameters, count(parameters)),
      ),
      row(names.trainingTime, (run) => duration(run.trainSeconds, language), ''),
      row(words.epochs, (run) => `${run.history.length} (${run.bestEpoch})`, ''),
    ],
  };
}

function settingsSection(comparison: RunComparison, language: Language): Section {
  const words = RUN_WORDS[language];
  const { first, second, settings, circumstances } = comparison;
  const columns = [{ title: words.what }, { title: first.name }, { title: second.name }];
  const blocks: Block[] = [];
  if (settings.length === 0) blocks.push({ kind: 'paragraph', text: words.sameSettings });
  else
    blocks.push({
      kind: 'table',
      name: words.settings,
      columns,
      rows: settings.map(({ path, first: before, second: after }) => [
        { code: path.join('.') },
        showSetting(path, before, first.settings.training, language),
        showSetting(path, after, second.settings.training, language),
      ]),
    });
  blocks.push({ kind: 'heading', text: words.circumstances });
  if (circumstances.length === 0) blocks.push({ kind: 'paragraph', text: words.sameCircumstances });
  else
    blocks.push({
      kind: 'table',
      name: words.circumstances,
      columns,
      rows: circumstances.map((one: Circumstance): Inline[] => [
        words.names[one.name],
        one.first,
        one.second,
      ]),
    });
  return { id: 'settings', title: words.settings, blocks };
}

async function curvesSection({ first, second }: RunComparison, language: Language): Promise<Section> {
  const words = RUN_WORDS[language];
  const cells = (epoch: Epoch | undefined): string[] =>
    epoch
      ? [
          rounded(epoch.loss, 3),
          rounded(epoch.validationLoss, 3),
          percent(epoch.accuracy),
          percent(epoch.validationAccuracy),
        ]
      : ['–', '–', '–', '–'];
  const epochs = Math.max(first.history.length, second.history.length);
  return {
    id: 'curves',
    title: words.curves,
    blocks: [
      {
        kind: 'figure',
        pictures: await curvesOfTwo([first, second], language),
        caption: words.curvesCaption(first.name, second.name),
      },
      {
        kind: 'details',
        summary: words.byEpoch,
        blocks: [
          {
            kind: 'table',
            name: words.byEpoch,
            columns: [
              { title: words.epoch },
              ...[first, second].flatMap(({ name }) =>
                words.epochColumns.map((title) => ({ title: `${name}: ${title}`, numeric: true })),
              ),
            ],
            rows: Array.from({ length: epochs }, (_, index) => [
              String(index + 1),
              ...cells(first.history[index]),
              ...cells(second.history[index]),
            ]),
          },
        ],
      },
    ],
  };
}
