import type { Grade } from '@teamnet/records';
import { formatPoints } from '../feedback/feedback-content.js';
import { newCsvTable } from './csv-table.js';
import { defuseCell } from './defuse-cell.js';
import { type GradeExport, isWhole } from './grade-export.js';
import { scalePoints } from './scale-points.js';

/**
 * One row a student with the state and points of every item, for a spreadsheet: UTF-8 with the byte order mark that
 * Excel needs, and no cell that a spreadsheet would run.
 */
export const csv: GradeExport = {
  name: 'csv',
  worksheet: 'none',
  writes: 'file',
  heeds: [],
  make(entries, { outOf }) {
    const items = union(entries.map(({ grade }) => grade.items.map(({ id }) => id)));
    const manual = union(entries.map(({ grade }) => grade.manual.map(({ id }) => id)));
    const header = [
      ...['team', 'student', 'name', 'email', 'points', 'possible'],
      ...(outOf === undefined ? [] : ['score', 'out_of']),
      ...['ok', 'total', 'pending', 'comment'],
      ...items.flatMap((id) => [id, `${id} points`]),
      ...manual.flatMap((id) => [`${id} points`, `${id} comment`]),
    ];
    const rows = entries.map(({ grade, identity }) => {
      const whole = isWhole(grade);
      return [
        ...[grade.team, grade.student, grade.name, identity.email ?? ''],
        ...[whole ? formatPoints(grade.points) : '', formatPoints(grade.possible)],
        ...(outOf === undefined
          ? []
          : [
              whole ? formatPoints(scalePoints(grade.points, grade.possible, outOf)) : '',
              formatPoints(outOf),
            ]),
        ...[String(grade.ok), String(grade.total), grade.pending.join(' '), grade.comment ?? ''],
        ...items.flatMap((id) => itemCells(grade, id)),
        ...manual.flatMap((id) => manualCells(grade, id)),
      ].map(defuseCell);
    });
    return {
      files: [{ name: 'grades.csv', text: newCsvTable(header, rows, { bom: true }) }],
      exported: entries.filter(({ grade }) => isWhole(grade)).map(({ grade }) => grade.student),
      outOf: outOf ?? null,
      leftOut: [],
      rowsWithoutStudent: [],
      notes: [],
    };
  },
};

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function itemCells(grade: Grade, id: string): [string, string] {
  const item = grade.items.find((found) => found.id === id);
  return item ? [item.state, pointsCell(item.points)] : ['', ''];
}

function manualCells(grade: Grade, id: string): [string, string] {
  const item = grade.manual.find((found) => found.id === id);
  return item ? [pointsCell(item.points), item.comment ?? ''] : ['', ''];
}

function pointsCell(points: number | null): string {
  return points === null ? '' : formatPoints(points);
}
