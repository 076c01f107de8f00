import type { Language } from '@teamnet/records';
import { classDumbbells } from '../figures/class-dumbbells.js';
import { confusionDifference } from '../figures/confusion-difference.js';
import type { Block, Section } from '../page/document.js';
import { percent, points } from '../page/numbers.js';
import type { RunComparison } from './run-comparison.js';
import { RUN_WORDS } from './words.js';

/** Precision, recall and confusion matrices of two runs, label by label. */
export async function labelsSection(comparison: RunComparison, language: Language): Promise<Section> {
  const words = RUN_WORDS[language];
  const { first, second, classes, confusion } = comparison;
  const section = { id: 'labels', title: words.classes };
  if (!classes || !confusion) return { ...section, blocks: [{ kind: 'paragraph', text: words.otherLabels }] };
  const names = [first.name, second.name] as const;
  const dumbbells = (measure: 'precision' | 'recall') =>
    classDumbbells(
      measure,
      names,
      classes.map((one) => ({ label: one.label, values: one[measure] })),
      language,
    );
  return {
    ...section,
    blocks: [
      {
        kind: 'figure',
        pictures: [await dumbbells('precision'), await dumbbells('recall')],
        caption: words.classesCaption,
      },
      classTable(comparison, classes, language),
      {
        kind: 'figure',
        pictures: [await confusionDifference(names, confusion.labels, confusion.shares, language)],
        caption: words.confusionCaption(first.name, second.name),
      },
      confusionTable(confusion, language),
    ],
  };
}

function classTable(
  { first, second }: RunComparison,
  classes: NonNullable<RunComparison['classes']>,
  language: Language,
): Block {
  const words = RUN_WORDS[language];
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  const cells = ([a, b]: readonly [number | null, number | null]) => [
    share(a),
    share(b),
    a === null || b === null ? '–' : points(b - a, language),
  ];
  const columns = (measure: string) =>
    [first.name, second.name, words.difference].map((name) => ({
      title: `${measure}: ${name}`,
      numeric: true,
    }));
  return {
    kind: 'table',
    name: words.classes,
    columns: [
      { title: words.label },
      ...columns(words.precision),
      ...columns(words.recall),
      { title: words.testImages, numeric: true },
    ],
    rows: classes.map(({ label, precision, recall, support: [a, b] }) => [
      label,
      ...cells(precision),
      ...cells(recall),
      a === b ? String(a) : `${a} / ${b}`,
    ]),
  };
}

/** Rows true labels; each cell `first → second` test images. */
function confusionTable(
  { labels, first, second }: NonNullable<RunComparison['confusion']>,
  language: Language,
): Block {
  const words = RUN_WORDS[language];
  return {
    kind: 'table',
    name: words.confusion,
    columns: [{ title: words.trueLabel }, ...labels.map((title) => ({ title, numeric: true }))],
    rows: labels.map((label, actual) => [
      label,
      ...labels.map(
        (_, predicted) => `${first[actual]?.[predicted] ?? 0} → ${second[actual]?.[predicted] ?? 0}`,
      ),
    ]),
  };
}
