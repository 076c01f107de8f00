import { oneLine } from '../feedback/escape.js';
import { evidenceForStudent } from '../feedback/evidence-for-student.js';
import { formatPoints } from '../feedback/feedback-content.js';
import type { ExportEntry } from './grade-export.js';
import { scaleParts, scalePoints } from './scale-points.js';

/** One item as a platform of automatic tests shows it. */
export interface TestPart {
  id: string;
  title: string;
  score: number;
  maxScore: number;
  passed: boolean;
  /** Evidence, hint and the teacher's comment, one line each. */
  output: string;
}

/** All items of a whole grade as tests whose scores add up to the grade's, and whose maxima add up to `outOf`. */
export function testParts(
  { grade, language }: ExportEntry,
  outOf: number,
): { parts: TestPart[]; score: number } {
  const items = [
    ...grade.items.map(({ id, title, points, possible, evidence, hint, mark }) => ({
      ...{ id, title, points, possible },
      lines: [evidenceForStudent(evidence, grade, language), hint && `→ ${hint}`, mark?.comment],
    })),
    ...grade.manual.map(({ id, title, points, possible, comment }) => ({
      ...{ id, title, points, possible },
      lines: [comment],
    })),
  ];
  const scores = scaleParts(
    items.map(({ points }) => points ?? 0),
    grade.possible,
    outOf,
  );
  const maxima = scaleParts(
    items.map(({ possible }) => possible),
    grade.possible,
    outOf,
  );
  const parts = items.map(({ id, title, points, possible, lines }, index) => ({
    id,
    title: oneLine(title),
    score: scores[index]!,
    maxScore: maxima[index]!,
    passed: (points ?? 0) >= possible,
    output: lines
      .filter((line) => line !== undefined && line !== '')
      .map((line) => oneLine(line!))
      .join('\n'),
  }));
  return { parts, score: Number(formatPoints(scalePoints(grade.points, grade.possible, outOf))) };
}
