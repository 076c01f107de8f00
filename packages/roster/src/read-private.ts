import { ClassListError } from './errors.js';

const YES = ['yes', 'y', 'true', '1', 'o', '○', 'x', '✓', '예', '네'];
const NO = ['', 'no', 'n', 'false', '0', '-', '아니오', '아니요'];
const CIRCLES = ['o', '○'];

/**
 * Reads the column `private` of all rows. An `x` is a tick, thus yes, but no where the column has an `o` as well: in
 * Korea O and X mean yes and no.
 * @param cells the column as written, with each one's line and the student's id
 * @throws ClassListError for a word that is neither
 */
export function readPrivate(cells: readonly { text: string; line: number; id: string }[]): {
  marks: boolean[];
  notes: string[];
} {
  const words = cells.map(({ text }) => text.toLowerCase());
  const crosses = words.filter((word) => word === 'x').length;
  const crossIsNo = crosses > 0 && words.some((word) => CIRCLES.includes(word));
  const marks = words.map((word, index) => {
    if (word === 'x') return !crossIsNo;
    if (YES.includes(word)) return true;
    if (NO.includes(word)) return false;
    const { text, line, id } = cells[index]!;
    throw new ClassListError(
      `line ${line}: the column "private" of ${id} says "${text}", which is neither yes nor no.`,
      'Write yes or no (also 1/0, true/false, x, 예/아니오, O/X), or leave it empty for no.',
    );
  });
  return {
    marks,
    notes: crossIsNo ? ['In the column "private", O is read as yes and X as no.'] : [],
  };
}
