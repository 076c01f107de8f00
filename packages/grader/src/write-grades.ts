import { type Grade, toJson, type Workspace, writeWhole } from '@teamnet/records';

/** Where a grade was written. */
export interface WrittenGrade {
  student: string;
  /** Absolute path of grade.json. */
  file: string;
  /** false when the file already said exactly this, and was left alone. */
  changed: boolean;
}

/**
 * Writes each grade to `apps/<team>/grades/<student>/grade.json`: without a time, so that the same hand-in gives the
 * same bytes.
 * @throws RecordWriteError
 */
export function writeGrades(workspace: Workspace, grades: readonly Grade[]): WrittenGrade[] {
  return grades.map((grade) => {
    const file = workspace.gradeFile(grade.team, grade.student);
    return { student: grade.student, file, changed: writeWhole(file, toJson(grade)) };
  });
}
